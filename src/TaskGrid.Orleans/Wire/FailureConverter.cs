namespace TaskGrid.Orleans;

/// <summary>Lets expected failures arrive as what they are.</summary>
[RegisterConverter]
public sealed class FailureConverter : IConverter<TaskGridException, FailureWire>
{
    /// <inheritdoc/>
    public TaskGridException ConvertFromSurrogate(in FailureWire surrogate) =>
        new(surrogate.Code, surrogate.Message, surrogate.Details)
        {
            RetryAfter = surrogate.RetryAfter, BaseFingerprint = surrogate.BaseFingerprint,
        };

    /// <inheritdoc/>
    public FailureWire ConvertToSurrogate(in TaskGridException value) =>
        new()
        {
            Code = value.Code,
            Message = value.Message,
            Details = [.. value.Details],
            RetryAfter = value.RetryAfter,
            BaseFingerprint = value.BaseFingerprint,
        };
}

namespace TaskGrid.Gateway;

/// <summary>An error as a client may see it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/> or <see cref="GatewayErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Details">Every single problem, when there are several.</param>
/// <param name="Parameter">The part of the request that is wrong, if it is one.</param>
internal sealed record ApiError(
    int Status, string Code, string Message, IReadOnlyList<string> Details, string? Parameter = null)
{
    /// <summary>When to try again; null: nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>An error with the status of its code.</summary>
    public static ApiError Of(string code, string message) => new(ErrorStatus.Of(code), code, message, []);
}

namespace TaskGrid.Gateway;

/// <summary>Checks the inputs of a request.</summary>
internal sealed class InputLimits(GatewayOptions options)
{
    /// <summary>Checks the inputs of one call, of all its tasks together.</summary>
    /// <param name="inputs">The inputs. Null where a client sent null.</param>
    /// <param name="parameter">What the client calls them.</param>
    public void Check(IReadOnlyList<TextInput?> inputs, string parameter)
    {
        var limits = options.Limits;
        if (inputs.Count == 0)
            throw ApiException.Invalid($"'{parameter}' holds no input; at least 1 is needed.", parameter);
        if (inputs.Count > limits.MaxInputs)
            throw ApiException.TooLarge(
                $"'{parameter}' holds {inputs.Count:N0} inputs; at most {limits.MaxInputs:N0} in one call.", parameter);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is not { Text: not null } input)
                throw ApiException.Invalid($"Input {i} of '{parameter}' is null; a text is needed.", parameter);
            var length = Math.Max(input.Text.Length, input.TextPair?.Length ?? 0);
            if (length > limits.MaxTextLength)
                throw ApiException.TooLarge(TooLong($"Input {i} of '{parameter}'", length), parameter);
        }
    }

    /// <summary>Checks the texts of a call that takes one input; each that is too long is told.</summary>
    /// <param name="input">The input.</param>
    public void Check(TextInput input)
    {
        var problems = new List<string>();
        if (input.Text.Length > options.Limits.MaxTextLength) problems.Add(TooLong("'text'", input.Text.Length));
        if (input.TextPair?.Length > options.Limits.MaxTextLength)
            problems.Add(TooLong("'textPair'", input.TextPair.Length));
        if (problems.Count > 0)
            throw new TaskGridException(
                ErrorCodes.TooLarge, string.Join(" ", problems), problems.Count > 1 ? problems : null);
    }

    private string TooLong(string what, int length) =>
        $"{what} has {length:N0} characters; a text has at most {options.Limits.MaxTextLength:N0}.";
}

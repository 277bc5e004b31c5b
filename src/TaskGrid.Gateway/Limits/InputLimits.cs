namespace TaskGrid.Gateway;

/// <summary>Checks the inputs of a request.</summary>
internal sealed class InputLimits(GatewayOptions options)
{
    /// <summary>Checks the inputs of one call, of all its tasks together.</summary>
    /// <param name="inputs">The inputs. Null where a client sent null.</param>
    /// <param name="parameter">What the client calls them.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public void Check(IReadOnlyList<TextInput?> inputs, string parameter, ApiProblems problems)
    {
        if (inputs.Count == 0) problems.AddInvalid($"'{parameter}' holds no input; at least 1 is needed.", parameter);
        if (inputs.Count > options.Limits.MaxInputs)
        {
            problems.Add(
                ErrorCodes.TooLarge,
                $"'{parameter}' holds {inputs.Count:N0} inputs; at most {options.Limits.MaxInputs:N0} in one call.",
                parameter);
            return;
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is { Text: not null } input)
                CheckLength(
                    $"Input {i} of '{parameter}'", Math.Max(input.Text.Length, input.TextPair?.Length ?? 0), parameter, problems);
            else
                problems.AddInvalid($"Input {i} of '{parameter}' is null; a text is needed.", parameter);
        }
    }

    /// <summary>Checks the requests of one call, and their inputs together.</summary>
    /// <param name="requests">The requests. Null where a client sent null.</param>
    /// <param name="parameter">What the client calls them.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public void CheckRequests(IReadOnlyList<PredictRequest?> requests, string parameter, ApiProblems problems)
    {
        if (requests.Count > options.Limits.MaxInputs)
        {
            problems.Add(
                ErrorCodes.TooLarge,
                $"'{parameter}' holds {requests.Count:N0} requests; at most {options.Limits.MaxInputs:N0} in one call.",
                parameter);
            return;
        }

        for (var i = 0; i < requests.Count; i++)
        {
            if (requests[i] is null) problems.AddInvalid($"Request {i} of '{parameter}' is null.", parameter);
            else if (requests[i]!.Inputs.Count == 0)
                problems.AddInvalid($"Request {i} of '{parameter}' holds no input; at least 1 is needed.", parameter);
        }

        TextInput?[] inputs = [.. requests.SelectMany(request => request?.Inputs ?? [])];
        if (requests.Count == 0 || inputs.Length > 0) Check(inputs, parameter, problems);
    }

    /// <summary>Checks the texts of a call that takes one input.</summary>
    /// <param name="input">The input.</param>
    public void Check(TextInput input)
    {
        var problems = new ApiProblems();
        CheckLength("'text'", input.Text.Length, "text", problems);
        CheckLength("'textPair'", input.TextPair?.Length ?? 0, "textPair", problems);
        problems.ThrowIfAny();
    }

    private void CheckLength(string what, int length, string parameter, ApiProblems problems)
    {
        if (length > options.Limits.MaxTextLength)
            problems.Add(
                ErrorCodes.TooLarge,
                $"{what} has {length:N0} characters; a text has at most {options.Limits.MaxTextLength:N0}.",
                parameter);
    }
}

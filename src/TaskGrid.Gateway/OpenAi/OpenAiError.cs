namespace TaskGrid.Gateway;

/// <summary>An error as OpenAI's clients read it.</summary>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Type">The kind of error.</param>
/// <param name="Param">The part of the request that is wrong.</param>
/// <param name="Code">The stable code.</param>
internal sealed record OpenAiError(string Message, string Type, string? Param, string Code);

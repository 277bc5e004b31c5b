namespace TaskGrid.Gateway;

/// <summary>An error as clients of such endpoints read it.</summary>
/// <param name="Error">What is wrong and what to do.</param>
/// <param name="ErrorType">The stable code.</param>
internal sealed record HuggingFaceError(string Error, string ErrorType);

namespace TaskGrid.Cli.Output;

/// <summary>What went wrong, as <c>--json</c> prints it.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>, or <c>internal</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Details">Every single problem, when there are several.</param>
internal sealed record ErrorBody(string Code, string Message, IReadOnlyList<string> Details);

namespace TaskGrid;

/// <summary>Why a job failed.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Details">Every single problem.</param>
public sealed record JobFailure(string Code, string Message, IReadOnlyList<string> Details);

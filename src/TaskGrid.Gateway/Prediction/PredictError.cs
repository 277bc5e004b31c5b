namespace TaskGrid.Gateway;

/// <summary>Why a request was not answered.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record PredictError(string Code, string Message);

namespace TaskGrid.Gateway;

/// <summary>What of the scores is wanted.</summary>
/// <param name="TopK">Only the best so many labels; null: all.</param>
/// <param name="FunctionToApply"><c>softmax</c>, the default; <c>none</c> for regression.</param>
internal sealed record HuggingFaceParameters(int? TopK = null, string? FunctionToApply = null);

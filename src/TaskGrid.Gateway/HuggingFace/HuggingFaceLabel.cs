namespace TaskGrid.Gateway;

/// <summary>A label's score.</summary>
internal sealed record HuggingFaceLabel(string Label, double Score);

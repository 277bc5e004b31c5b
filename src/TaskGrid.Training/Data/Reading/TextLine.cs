namespace TaskGrid.Training.Data.Reading;

/// <summary>A line of a text file.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">Its text without the line break, null when it is longer than the limit.</param>
internal readonly record struct TextLine(long Number, string? Text);

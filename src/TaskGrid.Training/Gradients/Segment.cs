namespace TaskGrid.Training.Gradients;

/// <summary>A range of the flat parameter buffer.</summary>
/// <param name="Offset">Flat index of its first element.</param>
/// <param name="Count">Number of elements.</param>
internal readonly record struct Segment(int Offset, int Count);

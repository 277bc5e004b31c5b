using TaskGrid.Models;

namespace TaskGrid.Training.Runs;

/// <summary>Encoded texts and their targets: class indices or values.</summary>
internal sealed record EncodedRows(EncodedInput[] Rows, float[] Targets);

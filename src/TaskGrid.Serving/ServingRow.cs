using TaskGrid.Models;

namespace TaskGrid.Serving;

/// <summary>One text for one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Input">The text, encoded for the task's base.</param>
public readonly record struct ServingRow(ResidentTask Task, EncodedInput Input);

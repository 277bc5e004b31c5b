namespace TaskGrid.Training.Data.Reading;

/// <summary>The fields of one record of a table.</summary>
/// <param name="Line">Number of the line where it begins, from 1.</param>
/// <param name="Fields">Its fields.</param>
internal readonly record struct FieldRecord(long Line, string[] Fields);

namespace TaskGrid.Training.Data.Reading;

/// <summary>Takes what is wrong with one row; the reader then goes on to the next row.</summary>
/// <param name="line">Number of the row's first line, from 1.</param>
/// <param name="problem">What is wrong, without file and line.</param>
internal delegate void ReportProblem(long line, string problem);

namespace TaskGrid.Serving.Resident;

/// <summary>A linear map's place in the flat buffer.</summary>
/// <param name="Weight">Flat index of W [rows, columns].</param>
/// <param name="Bias">Flat index of b [rows].</param>
/// <param name="Rows">Output features.</param>
/// <param name="Columns">Input features.</param>
internal sealed record LinearPart(int Weight, int Bias, int Rows, int Columns);

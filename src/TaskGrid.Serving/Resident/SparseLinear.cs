namespace TaskGrid.Serving.Resident;

/// <summary>Where the entries of one linear map begin in the arrays of a <see cref="SparseOverrides"/>.</summary>
/// <param name="Entry">In columns and values.</param>
/// <param name="Row">In row numbers; a map without entries has none.</param>
/// <param name="Group">In groups.</param>
internal readonly record struct SparseLinear(int Entry, int Row, int Group);

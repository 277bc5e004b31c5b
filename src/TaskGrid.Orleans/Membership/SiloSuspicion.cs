namespace TaskGrid.Orleans;

/// <summary>A silo that had no answer from another one.</summary>
/// <param name="By">Which.</param>
/// <param name="At">When.</param>
internal sealed record SiloSuspicion(string By, DateTime At);

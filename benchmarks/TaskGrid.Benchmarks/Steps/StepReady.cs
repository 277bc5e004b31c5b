namespace TaskGrid.Benchmarks.Steps;

/// <summary>What a process answers when its model is ready.</summary>
/// <param name="Version">Version of its libtorch.</param>
internal sealed record StepReady(string Version);

namespace TaskGrid.Benchmarks.Steps;

/// <summary>What a process answers to a <see cref="StepOrder"/>.</summary>
/// <param name="Seconds">Seconds of each step.</param>
/// <param name="CpuSeconds">Processor time of the whole round, all threads together.</param>
/// <param name="PeakBytes">The most memory that the process has had so far (VmHWM).</param>
internal sealed record StepTimes(double[] Seconds, double CpuSeconds, long PeakBytes);

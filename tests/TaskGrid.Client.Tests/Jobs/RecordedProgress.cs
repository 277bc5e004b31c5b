namespace TaskGrid.Client.Tests.Jobs;

/// <summary>Keeps what it is told, in order.</summary>
internal sealed class RecordedProgress : IProgress<JobEvent>
{
    public List<long> Seen { get; } = [];

    public void Report(JobEvent value) => Seen.Add(value.Sequence);
}

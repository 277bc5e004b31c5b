using System.Diagnostics.Metrics;

namespace TaskGrid.Orleans;

/// <summary>What a silo measures; never with a task or tenant as a label.</summary>
internal sealed class ClusterInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "TaskGrid.Cluster";

    private readonly Counter<long> _routed;
    private readonly Counter<long> _rerouted;
    private readonly Histogram<double> _answers;

    /// <summary>Makes the instruments.</summary>
    public ClusterInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _routed = meter.CreateCounter<long>(
            "taskgrid.requests.routed", "{request}", "Requests by where they went, and whether their task or base should be in memory there.");
        _rerouted = meter.CreateCounter<long>(
            "taskgrid.requests.rerouted",
            "{request}",
            "Requests that went on to another silo because one was gone, too busy, or lacked the base.");
        _answers = meter.CreateHistogram<double>("taskgrid.answers.duration", "s", "Time to answer on the node, by whether the task or base was in memory.");
    }

    /// <summary>A request was routed.</summary>
    public void Routed(bool isLocal, bool isWarm) =>
        _routed.Add(1, new KeyValuePair<string, object?>("local", isLocal), new KeyValuePair<string, object?>("warm", isWarm));

    /// <summary>A request goes to another silo.</summary>
    public void Rerouted() => _rerouted.Add(1);

    /// <summary>A request was answered.</summary>
    public void Answered(string verb, bool isResident, TimeSpan duration) =>
        _answers.Record(
            duration.TotalSeconds,
            new KeyValuePair<string, object?>("verb", verb),
            new KeyValuePair<string, object?>("resident", isResident));
}

using System.Diagnostics.Metrics;

namespace TaskGrid.Serving.Batching;

/// <summary>Metrics of the batches of one base (docs/operations.md lists them).</summary>
/// <param name="name">The base's name.</param>
internal sealed class BatchInstruments(string name)
{
    private static readonly Meter Meter = new("TaskGrid.Serving");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "taskgrid.serving.requests", "{request}", "Requests by what became of them.");

    private static readonly Histogram<double> QueueTimes = Meter.CreateHistogram<double>(
        "taskgrid.serving.queue.duration", "s", "Time that a text has waited for its batch.");

    private static readonly Histogram<double> BatchTimes = Meter.CreateHistogram<double>(
        "taskgrid.serving.batch.duration", "s", "Time that a batch has taken.");

    private static readonly Histogram<int> BatchTexts = Meter.CreateHistogram<int>(
        "taskgrid.serving.batch.size", "{text}", "Texts of a batch.");

    private static readonly Histogram<int> BatchTokens = Meter.CreateHistogram<int>(
        "taskgrid.serving.batch.tokens", "{token}", "Tokens of a batch, none of them padding.");

    private static readonly Histogram<double> BatchFill = Meter.CreateHistogram<double>(
        "taskgrid.serving.batch.fill", "1", "Tokens of a batch over what it may have.");

    private readonly KeyValuePair<string, object?> _base = new("taskgrid.base", name);

    public void Answered() => Count("answered");

    public void Failed() => Count("failed");

    public void Refused() => Count("refused");

    public void Cancelled() => Count("cancelled");

    public void Queued(TimeSpan elapsed) => QueueTimes.Record(elapsed.TotalSeconds, _base);

    public void Computed(int texts, int tokens, int mostTokens, TimeSpan elapsed)
    {
        BatchFill.Record((double)tokens / mostTokens, _base);
        BatchTimes.Record(elapsed.TotalSeconds, _base);
        BatchTexts.Record(texts, _base);
        BatchTokens.Record(tokens, _base);
    }

    private void Count(string outcome) =>
        Requests.Add(1, _base, new KeyValuePair<string, object?>("taskgrid.outcome", outcome));
}

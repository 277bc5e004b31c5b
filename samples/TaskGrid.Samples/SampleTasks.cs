using TaskGrid.Samples.Odds;
using TaskGrid.Samples.Opinions;
using TaskGrid.Samples.Replies;
using TaskGrid.Samples.Requests;

namespace TaskGrid.Samples;

/// <summary>
/// The sample tasks. In each of them the words of a text say little by themselves: what decides is how they go
/// together, so a linear model over words and pairs of neighbouring words fails while an encoder can learn it.
/// </summary>
public static class SampleTasks
{
    /// <summary>All tasks.</summary>
    public static IReadOnlyList<SampleTask> All { get; } =
        [new OpinionTask(), new ReplyTask(), new RequestTask(), new OddsTask()];
}

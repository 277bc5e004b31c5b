using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary>A fine-tuning job's events and checkpoints, the newest first.</summary>
internal static class FineTuningHistoryRoutes
{
    /// <summary>Maps the addresses.</summary>
    /// <param name="jobs">The group of jobs.</param>
    public static void Map(RouteGroupBuilder jobs)
    {
        jobs.MapGet(
            "/{id}/events",
            async (string id, string? after, int? limit, ITaskGrid grid, CancellationToken cancellationToken) =>
            {
                var page = Pages.Of(after, limit);
                var before = page.After is null ? long.MaxValue : FineTuningEvent.SequenceOf(page.After) ?? 0;
                var events = new List<FineTuningEvent>();
                await foreach (var each in AllAsync(grid.Jobs, id, cancellationToken))
                {
                    if (each.Sequence < before) events.Add(FineTuningEvent.Of(each));
                }

                events.Reverse();
                return OpenAiReply.Json(
                    OpenAiList<FineTuningEvent>.Of(
                        [.. events.Take(page.Limit)], events.Count > page.Limit, each => each.Id),
                    OpenAiJson.Wire.OpenAiListFineTuningEvent);
            })
            .Needs(ApiScope.Read).Produces<OpenAiList<FineTuningEvent>>().WithSummary("A job's events, the newest first.");
        jobs.MapGet(
            "/{id}/checkpoints",
            async (string id, string? after, int? limit, ITaskGrid grid, CancellationToken cancellationToken) =>
            {
                var page = Pages.Of(after, limit);
                var job = await grid.Jobs.GetAsync(id, cancellationToken);
                IReadOnlyList<FineTuningCheckpoint> kept = job.Checkpoint is { } checkpoint && page.After is null
                    ? [FineTuningCheckpoint.Of(job, checkpoint)]
                    : [];
                return OpenAiReply.Json(
                    OpenAiList<FineTuningCheckpoint>.Of(kept, false, each => each.Id),
                    OpenAiJson.Wire.OpenAiListFineTuningCheckpoint);
            })
            .Needs(ApiScope.Read).Produces<OpenAiList<FineTuningCheckpoint>>().WithSummary("A job's newest checkpoint.");
    }

    private static async IAsyncEnumerable<JobEvent> AllAsync(
        IGridJobs jobs,
        string id,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (true)
        {
            var part = await jobs.ListEventsAsync(id, after, PageRequest.MaxLimit, cancellationToken);
            foreach (var each in part.Items) yield return each;
            if (!part.HasMore || part.Items.Count == 0) yield break;
            after = part.Items[^1].Sequence;
        }
    }
}

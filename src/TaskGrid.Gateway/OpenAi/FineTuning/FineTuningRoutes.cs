using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/fine_tuning/jobs</c>: the same jobs as <c>/v1/jobs</c>.</summary>
internal static class FineTuningRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/fine_tuning/jobs").WithTags("openai");
        jobs.MapPost(
            "",
            async (
                HttpRequest request,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CallerTenant tenant,
                JobLimits limits,
                CancellationToken cancellationToken) =>
            {
                var body = await JsonBody.ReadAsync(request, OpenAiJson.Wire.FineTuningRequest);
                var spec = await FineTuningSpecs.OfAsync(body, grid, cancellationToken);
                return Reply(await limits.SubmitAsync(tenant, grid, spec, key.Value, cancellationToken), tenant);
            })
            .Needs(ApiScope.Train).Accepts<FineTuningRequest>("application/json").Produces<FineTuningJob>()
            .WithSummary("Accepts a job.");
        jobs.MapGet(
            "",
            async (
                HttpRequest request,
                ITaskGrid grid,
                CallerTenant tenant,
                string? after,
                int? limit,
                CancellationToken cancellationToken) =>
            {
                var filter = new MetadataFilter(request.Query);
                var page = await Pages.OfAsync(
                    Pages.Of(after, limit),
                    part => grid.Jobs.ListAsync(null, part, cancellationToken),
                    job => job.Id,
                    job => filter.Matches(job.Spec.Metadata));
                return OpenAiReply.Json(
                    OpenAiList<FineTuningJob>.Of(
                        [.. page.Items.Select(job => FineTuningJobs.Of(job, tenant.Name))],
                        page.HasMore,
                        job => job.Id),
                    OpenAiJson.Wire.OpenAiListFineTuningJob);
            })
            .Needs(ApiScope.Read).Produces<OpenAiList<FineTuningJob>>()
            .WithSummary("Jobs, the newest first; with metadata[KEY]=VALUE those that have it.");
        jobs.MapGet(
            "/{id}",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.GetAsync(id, cancellationToken), tenant))
            .Needs(ApiScope.Read).Produces<FineTuningJob>().WithSummary("One job.");
        MapChange(jobs, "cancel", "Ends a job without a result.", (grid, id, key, end) => grid.CancelAsync(id, key, end));
        MapChange(
            jobs, "pause", "Stops a job at its next step, with a checkpoint.", (grid, id, key, end) => grid.PauseAsync(id, key, end));
        MapChange(jobs, "resume", "Queues a paused job again.", (grid, id, key, end) => grid.ResumeAsync(id, key, end));
        FineTuningHistoryRoutes.Map(jobs);
    }

    private static void MapChange(
        RouteGroupBuilder jobs,
        string verb,
        string summary,
        Func<IGridJobs, string, string?, CancellationToken, Task<JobSnapshot>> change) =>
        jobs.MapPost(
            "/{id}/" + verb,
            async (
                string id,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CallerTenant tenant,
                CancellationToken cancellationToken) =>
                Reply(await change(grid.Jobs, id, key.Value, cancellationToken), tenant))
            .Needs(ApiScope.Train).Produces<FineTuningJob>().WithSummary(summary);

    private static JsonHttpResult<FineTuningJob> Reply(JobSnapshot job, CallerTenant tenant) =>
        OpenAiReply.Json(FineTuningJobs.Of(job, tenant.Name), OpenAiJson.Wire.FineTuningJob);
}

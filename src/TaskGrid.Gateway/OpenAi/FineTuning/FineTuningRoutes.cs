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
                ITaskGrid grid, CallerTenant tenant, string? after, int? limit, CancellationToken cancellationToken) =>
            {
                var page = await grid.Jobs.ListAsync(null, Pages.Of(after, limit), cancellationToken);
                return OpenAiReply.Json(
                    OpenAiList<FineTuningJob>.Of(
                        [.. page.Items.Select(job => FineTuningJobs.Of(job, tenant.Name))],
                        page.HasMore,
                        job => job.Id),
                    OpenAiJson.Wire.OpenAiListFineTuningJob);
            })
            .Needs(ApiScope.Read).Produces<OpenAiList<FineTuningJob>>().WithSummary("Jobs, the newest first.");
        jobs.MapGet(
            "/{id}",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.GetAsync(id, cancellationToken), tenant))
            .Needs(ApiScope.Read).Produces<FineTuningJob>().WithSummary("One job.");
        jobs.MapPost(
            "/{id}/cancel",
            async (
                string id,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CallerTenant tenant,
                CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.CancelAsync(id, key.Value, cancellationToken), tenant))
            .Needs(ApiScope.Train).Produces<FineTuningJob>().WithSummary("Ends a job without a result.");
        jobs.MapPost(
            "/{id}/pause",
            async (
                string id,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CallerTenant tenant,
                CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.PauseAsync(id, key.Value, cancellationToken), tenant))
            .Needs(ApiScope.Train).Produces<FineTuningJob>().WithSummary("Stops a job at its next step, with a checkpoint.");
        jobs.MapPost(
            "/{id}/resume",
            async (
                string id,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CallerTenant tenant,
                CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.ResumeAsync(id, key.Value, cancellationToken), tenant))
            .Needs(ApiScope.Train).Produces<FineTuningJob>().WithSummary("Queues a paused job again.");
        FineTuningHistoryRoutes.Map(jobs);
    }

    private static JsonHttpResult<FineTuningJob> Reply(JobSnapshot job, CallerTenant tenant) =>
        OpenAiReply.Json(FineTuningJobs.Of(job, tenant.Name), OpenAiJson.Wire.FineTuningJob);
}

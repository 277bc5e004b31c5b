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
                ITaskGrid grid,
                CallerTenant tenant,
                JobLimits limits,
                CancellationToken cancellationToken) =>
            {
                var body = await JsonBody.ReadAsync(request, OpenAiJson.Default.FineTuningRequest);
                var spec = await FineTuningSpecs.OfAsync(body, grid, cancellationToken);
                var key = request.Headers["Idempotency-Key"] is { Count: > 0 } sent ? sent.ToString() : null;
                return Reply(await limits.SubmitAsync(tenant, grid, spec, key, cancellationToken), tenant);
            })
            .Needs(ApiScope.Train);
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
                    OpenAiJson.Default.OpenAiListFineTuningJob);
            })
            .Needs(ApiScope.Read);
        jobs.MapGet(
            "/{id}",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.GetAsync(id, cancellationToken), tenant)).Needs(ApiScope.Read);
        jobs.MapPost(
            "/{id}/cancel",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.CancelAsync(id, cancellationToken), tenant)).Needs(ApiScope.Train);
        jobs.MapPost(
            "/{id}/pause",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.PauseAsync(id, cancellationToken), tenant)).Needs(ApiScope.Train);
        jobs.MapPost(
            "/{id}/resume",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                Reply(await grid.Jobs.ResumeAsync(id, cancellationToken), tenant)).Needs(ApiScope.Train);
        FineTuningHistoryRoutes.Map(jobs);
    }

    private static JsonHttpResult<FineTuningJob> Reply(JobSnapshot job, CallerTenant tenant) =>
        OpenAiReply.Json(FineTuningJobs.Of(job, tenant.Name), OpenAiJson.Default.FineTuningJob);
}

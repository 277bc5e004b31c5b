using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/jobs</c>.</summary>
internal static class JobRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/jobs").WithTags("jobs");
        jobs.MapPost(
            "",
            async (
                JobSpec spec,
                [AsParameters] IdempotencyKey key,
                ITaskGrid grid,
                CallerTenant tenant,
                JobLimits limits,
                CancellationToken cancellationToken) =>
            {
                var job = await limits.SubmitAsync(tenant, grid, spec, key.Value, cancellationToken);
                return TypedResults.Accepted("/v1/jobs/" + job.Id, job);
            })
            .Needs(ApiScope.Train).WithSummary("Accepts a job.");
        jobs.MapGet(
            "",
            async (
                ITaskGrid grid, string? task, string? after, int? limit, CancellationToken cancellationToken) =>
                TypedResults.Ok(await grid.Jobs.ListAsync(task, Pages.Of(after, limit), cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("Jobs, the newest first.");
        jobs.MapGet("/{id}", async (string id, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Jobs.GetAsync(id, cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("One job.");
        jobs.MapPost("/{id}/cancel", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Jobs.CancelAsync(id, key.Value, cancellationToken)))
            .Needs(ApiScope.Train).WithSummary("Ends a job without a result.");
        jobs.MapPost("/{id}/pause", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Jobs.PauseAsync(id, key.Value, cancellationToken)))
            .Needs(ApiScope.Train).WithSummary("Stops a job at its next step, with a checkpoint.");
        jobs.MapPost("/{id}/resume", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Jobs.ResumeAsync(id, key.Value, cancellationToken)))
            .Needs(ApiScope.Train).WithSummary("Queues a paused job again.");
        JobEventRoutes.Map(jobs);
    }
}

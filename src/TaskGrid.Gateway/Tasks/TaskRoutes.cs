using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/tasks</c>.</summary>
internal static class TaskRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/v1/tasks").WithTags("tasks");
        tasks.MapGet("", async (ITaskGrid grid, string? after, int? limit, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Tasks.ListAsync(Pages.Of(after, limit), cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("Tasks, by name.");
        tasks.MapPost("", async (TaskSpec spec, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            var task = await grid.Tasks.RegisterAsync(spec, cancellationToken);
            return TypedResults.Created("/v1/tasks/" + task.Spec.Name, task);
        }).Needs(ApiScope.Train).WithSummary("Registers a task; the same spec again changes nothing.");
        tasks.MapGet("/{task}", async (string task, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await grid.Tasks.GetAsync(task, cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("One task with its versions and aliases.");
        tasks.MapPut("/{task}", async (
            string task, TaskSpec spec, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            if (spec.Name != task) throw ApiException.Invalid($"The body's name is '{spec.Name}', the address's '{task}'.", "name");
            return TypedResults.Ok(await grid.Tasks.SetSpecAsync(spec, key.Value, cancellationToken));
        }).Needs(ApiScope.Train).WithSummary("Replaces a task's description and rules for old versions.");
        tasks.MapDelete("/{task}", async (
            string task, int? onlyVersion, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            await grid.Tasks.DeleteAsync(task, key.Value, onlyVersion, cancellationToken);
            return TypedResults.NoContent();
        }).Needs(ApiScope.Admin).WithSummary("Removes a task with its versions and aliases.");
        VersionRoutes.Map(tasks);
        AliasRoutes.Map(tasks);
    }
}

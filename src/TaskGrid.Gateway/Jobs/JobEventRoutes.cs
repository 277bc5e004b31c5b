using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/jobs/ID/events</c>: a page, or a stream for a client that accepts one.</summary>
internal static class JobEventRoutes
{
    /// <summary>Maps the address.</summary>
    /// <param name="jobs">The group of jobs.</param>
    public static void Map(RouteGroupBuilder jobs) => jobs.MapGet(
        "/{id}/events",
        async Task<IResult> (
            string id,
            long? after,
            int? limit,
            HttpRequest request,
            ITaskGrid grid,
            CallerTenant tenant,
            JobEventStream stream,
            CancellationToken cancellationToken) =>
        {
            var from = LastSeen(request) ?? after ?? 0;
            if (from < 0) throw ApiException.Invalid($"The event {from} does not exist; they begin with 1.", "after");
            if (WantsStream(request))
            {
                await grid.Jobs.GetAsync(id, cancellationToken); // not found is said before the stream begins
                await stream.WriteAsync(request.HttpContext, tenant, grid.Jobs, id, from);
                return Results.Empty;
            }

            var count = Pages.Of(null, limit ?? PageRequest.MaxLimit).Limit;
            return TypedResults.Ok(await grid.Jobs.ListEventsAsync(id, from, count, cancellationToken));
        })
        .Needs(ApiScope.Read)
        .Produces<ListPage<JobEvent>>()
        .WithSummary("A job's events; with 'Accept: text/event-stream' also new ones as they come.");

    private static bool WantsStream(HttpRequest request) => request.GetTypedHeaders().Accept.Any(accepted =>
        accepted.MediaType.Equals(JobEventStream.ContentType, StringComparison.OrdinalIgnoreCase));

    private static long? LastSeen(HttpRequest request) =>
        request.Headers.TryGetValue("Last-Event-ID", out var text)
            ? long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? sequence
                : throw ApiException.Invalid("The Last-Event-ID is not the number of an event.", "Last-Event-ID")
            : null;
}

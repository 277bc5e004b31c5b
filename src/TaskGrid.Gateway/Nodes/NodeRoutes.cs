using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/nodes</c>.</summary>
internal static class NodeRoutes
{
    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/nodes", async (ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(new ItemList<NodeSnapshot>(await grid.ListNodesAsync(cancellationToken))))
            .Needs(ApiScope.Read).WithTags("nodes").WithSummary("The nodes and what they hold.");
}

using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/nodes</c>.</summary>
internal static class NodeRoutes
{
    /// <summary>Maps the address.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/nodes", async (ITaskGrid grid, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        {
            var nodes = await grid.ListNodesAsync(cancellationToken);
            return TypedResults.Ok(new ItemList<NodeSnapshot>(
                ApiScope.Allows(ApiClaims.ScopesOf(user), ApiScope.Operate) ? nodes : [.. nodes.Select(OwnPart)]));
        })
        .Needs(ApiScope.Read).WithTags("nodes").WithSummary("The nodes and what they hold.");

    // Without what tells how busy other tenants are.
    private static NodeSnapshot OwnPart(NodeSnapshot node) => new()
    {
        Name = node.Name,
        Device = node.Device,
        Bases = node.Bases,
        Resident = node.Resident,
        Residency = node.Residency is { } residency ? new ResidencySnapshot { Versions = residency.Versions } : null,
        MaxTrainingBytes = node.MaxTrainingBytes,
        Slots = node.Slots,
    };
}

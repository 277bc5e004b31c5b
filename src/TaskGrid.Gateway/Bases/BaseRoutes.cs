using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/bases</c>.</summary>
internal static class BaseRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var bases = routes.MapGroup("/v1/bases").WithTags("bases");
        bases.MapGet("", async (ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(new ItemList<BaseInfo>(await grid.Bases.ListAsync(cancellationToken))))
            .Needs(ApiScope.Read).WithSummary("The base models.");
        bases.MapPost(
            "/{name}/fill",
            async (string name, FillBody body, ITaskGrid grid, InputLimits limits, CancellationToken cancellationToken) =>
            {
                limits.Check(new TextInput(body.Text));
                return TypedResults.Ok(
                    new FillAnswer(await grid.Bases.FillAsync(name, body.Text, body.Top, cancellationToken)));
            })
            .Needs(ApiScope.Predict).WithSummary("The likeliest tokens at the first [MASK] of a text.");
        bases.MapPost(
            "/{name}/encode",
            async (string name, TextInput input, ITaskGrid grid, InputLimits limits, CancellationToken cancellationToken) =>
            {
                limits.Check(input);
                return TypedResults.Ok(await grid.Bases.EncodeAsync(name, input, cancellationToken));
            })
            .Needs(ApiScope.Predict).WithSummary("A text's token ids and the last hidden state of its first token.");
    }
}

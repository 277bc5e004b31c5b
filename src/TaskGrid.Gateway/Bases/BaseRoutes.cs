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
        bases.MapGet("/{name}", async (string name, ITaskGrid grid, CancellationToken cancellationToken) =>
            TypedResults.Ok(await GetAsync(grid, name, cancellationToken)))
            .Needs(ApiScope.Read).WithSummary("One base model.");
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

    /// <summary>One base.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>, <see cref="ErrorCodes.InvalidName"/>.</exception>
    public static async Task<BaseInfo> GetAsync(ITaskGrid grid, string name, CancellationToken cancellationToken)
    {
        ResourceName.Check(name, "base");
        return (await grid.Bases.ListAsync(cancellationToken)).FirstOrDefault(info => info.Name == name)
            ?? throw new TaskGridException(ErrorCodes.BaseNotFound, $"There is no base '{name}'. GET /v1/bases lists them.");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskGrid.Gateway;

/// <summary><c>/v1/models</c>.</summary>
internal static class OpenAiModelRoutes
{
    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/v1/models").WithTags("openai");
        models.MapGet("", async (ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
            OpenAiReply.Json(
                OpenAiList<OpenAiModel>.Of(
                    await OpenAiModels.ListAsync(grid, tenant.Name, cancellationToken), false, model => model.Id),
                OpenAiJson.Wire.OpenAiListOpenAiModel))
            .Needs(ApiScope.Read).Produces<OpenAiList<OpenAiModel>>().WithSummary("Bases, versions and aliases.");
        models.MapGet(
            "/{id}",
            async (string id, ITaskGrid grid, CallerTenant tenant, CancellationToken cancellationToken) =>
                OpenAiReply.Json(
                    await OpenAiModels.GetAsync(grid, tenant.Name, id, cancellationToken),
                    OpenAiJson.Wire.OpenAiModel))
            .Needs(ApiScope.Read).Produces<OpenAiModel>().WithSummary("One of them.");
        models.MapDelete("/{id}", async (
            string id, [AsParameters] IdempotencyKey key, ITaskGrid grid, CancellationToken cancellationToken) =>
        {
            await OpenAiModels.DeleteAsync(grid, id, key.Value, cancellationToken);
            return OpenAiReply.Json(new OpenAiDeleted(id, "model", true), OpenAiJson.Wire.OpenAiDeleted);
        }).Needs(ApiScope.Admin).Produces<OpenAiDeleted>().WithSummary("Removes a version or an alias.");
    }
}

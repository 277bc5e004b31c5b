using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Refuses what changes something on a read-only server.</summary>
internal sealed class ReadOnlyMiddleware(RequestDelegate next)
{
    /// <summary>Lets the rest through.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is { } needed && ApiScope.Writes(needed.Scope))
            throw new TaskGridException(
                ErrorCodes.ReadOnly, "This server is read-only: it answers predictions and shows what there is.");
        return next(context);
    }
}

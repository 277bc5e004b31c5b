using Microsoft.AspNetCore.Builder;

namespace TaskGrid.Gateway;

/// <summary>Says which scope addresses need.</summary>
internal static class RequiredScopes
{
    /// <summary>Needs a scope.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.RequireAuthorization(scope);
        builder.WithMetadata(new RequiredScope(scope));
        return builder;
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

namespace TaskGrid.Gateway;

/// <summary>Accepts tokens of an identity provider beside API keys.</summary>
internal static class JwtSetup
{
    /// <summary>Registers both ways under one scheme, which looks at what the token begins with.</summary>
    /// <param name="builder">The server's authentication.</param>
    /// <param name="scheme">The name of the scheme that chooses.</param>
    /// <param name="jwt">Settings.</param>
    public static void Add(AuthenticationBuilder builder, string scheme, JwtOptions jwt) => builder
        .AddJwtBearer(token =>
        {
            token.Authority = jwt.Authority.AbsoluteUri;
            token.Audience = jwt.Audience;
            token.RequireHttpsMetadata = !jwt.Authority.IsLoopback;
            token.MapInboundClaims = false; // the claims keep the names that the provider gave them
        })
        .AddPolicyScheme(scheme, null, either => either.ForwardDefaultSelector = context =>
            BearerToken.Of(context.Request) is { } token
            && !token.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal)
                ? JwtBearerDefaults.AuthenticationScheme
                : ApiKeyHandler.SchemeName);
}

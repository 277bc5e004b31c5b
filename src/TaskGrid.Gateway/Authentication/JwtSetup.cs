using Microsoft.AspNetCore.Authentication;
#if TASKGRID_FULL
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
#endif

namespace TaskGrid.Gateway;

/// <summary>Accepts tokens of an identity provider beside API keys. The package for it is on the full feed only.
/// </summary>
internal static class JwtSetup
{
    /// <summary>Registers both ways under one scheme, which looks at what the token begins with.</summary>
    /// <param name="builder">The server's authentication.</param>
    /// <param name="scheme">The name of the scheme that chooses.</param>
    /// <param name="jwt">Settings.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: this build has no such package.
    /// </exception>
#if TASKGRID_FULL
    public static void Add(AuthenticationBuilder builder, string scheme, JwtOptions jwt) => builder
        .AddJwtBearer(token =>
        {
            token.Authority = jwt.Authority;
            token.Audience = jwt.Audience;
            token.MapInboundClaims = false; // the claims keep the names that the provider gave them
        })
        .AddPolicyScheme(scheme, null, either => either.ForwardDefaultSelector = context =>
            BearerToken.Of(context.Request) is { } token
            && !token.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal)
                ? JwtBearerDefaults.AuthenticationScheme
                : ApiKeyHandler.SchemeName);
#else
    public static void Add(AuthenticationBuilder builder, string scheme, JwtOptions jwt) =>
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"Tokens of {jwt.Authority} cannot be accepted: this build was made without the package "
            + "Microsoft.AspNetCore.Authentication.JwtBearer. Build with -p:TaskGridFeed=full, or use API keys.");
#endif
}

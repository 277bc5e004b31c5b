using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace TaskGrid.Gateway;

/// <summary>Registers the ways to recognise a caller, and a policy per scope.</summary>
internal static class AuthenticationSetup
{
    private const string Either = "ApiKeyOrToken";

    /// <summary>Registers.</summary>
    public static void Add(IServiceCollection services, GatewayOptions options)
    {
        var scheme = options.NoAuthentication ? OpenHandler.SchemeName
            : options.Jwt is null ? ApiKeyHandler.SchemeName
            : Either;
        var builder = services.AddAuthentication(scheme);
        if (options.NoAuthentication)
            builder.AddScheme<AuthenticationSchemeOptions, OpenHandler>(OpenHandler.SchemeName, null);
        else
            builder.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        if (scheme == Either) JwtSetup.Add(builder, Either, options.Jwt!);
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in ApiScope.All)
        {
            policies.AddPolicy(scope, policy => policy
                .RequireAuthenticatedUser()
                .RequireAssertion(context => ApiClaims.TenantOf(context.User) is not null
                    && ApiScope.Allows(ApiClaims.ScopesOf(context.User), scope)));
        }
    }
}

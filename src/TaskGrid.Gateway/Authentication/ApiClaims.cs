using System.Security.Claims;

namespace TaskGrid.Gateway;

/// <summary>How a caller is written as claims, by whichever way it was recognised.</summary>
internal static class ApiClaims
{
    /// <summary>The claim of the tenant.</summary>
    public const string Tenant = "tenant";

    /// <summary>The claim of scopes, separated by spaces.</summary>
    public const string Scope = "scope";

    /// <summary>A caller.</summary>
    public static ClaimsPrincipal Principal(string scheme, string tenant, IEnumerable<string> scopes) => new(
        new ClaimsIdentity([new Claim(Tenant, tenant), new Claim(Scope, string.Join(' ', scopes))], scheme));

    /// <summary>The caller's tenant; null when there is none, or no valid name.</summary>
    public static string? TenantOf(ClaimsPrincipal user) =>
        user.FindFirst(Tenant)?.Value is { } tenant && ResourceName.IsValid(tenant) ? tenant : null;

    /// <summary>The caller's scopes.</summary>
    public static IEnumerable<string> ScopesOf(ClaimsPrincipal user) =>
        user.FindAll(Scope).SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

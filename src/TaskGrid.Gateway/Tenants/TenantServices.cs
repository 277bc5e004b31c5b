using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TaskGrid.Gateway;

/// <summary>Gives each request the grid of its caller's tenant, and no other.</summary>
internal static class TenantServices
{
    /// <summary>Registers <see cref="CallerTenant"/> and <see cref="ITaskGrid"/> for requests.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped(provider => new CallerTenant(
            ApiClaims.TenantOf(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User)
            ?? throw new InvalidOperationException("The address needs no scope, but asks for a tenant.")));
        services.AddScoped(provider => provider.GetRequiredService<IGridTenants>()
            .ForTenant(provider.GetRequiredService<CallerTenant>().Name));
    }
}

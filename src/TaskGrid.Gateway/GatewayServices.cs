using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TaskGrid.Gateway;

/// <summary>Registers what the HTTP API needs.</summary>
public static class GatewayServices
{
    /// <summary>Registers the API. <see cref="IGridTenants"/> and, for API keys, <see cref="IBlobStore"/> are
    /// registered by the caller.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: no authentication was asked for
    /// where others than this machine could call.</exception>
    public static IServiceCollection AddTaskGridGateway(this IServiceCollection services, GatewayOptions options)
    {
        if (options.NoAuthentication) LocalCallers.Check(options.Urls);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddRoutingCore();
        services.AddProblemDetails();
        services.AddSingleton<ApiErrors>();
        services.AddSingleton(provider => new ApiKeyStore(
            provider.GetRequiredService<IBlobStore>(), provider.GetRequiredService<TimeProvider>(), options.KeyGrace));
        services.AddSingleton<UnknownKeyRates>();
        services.AddSingleton<ReadyCheck>();
        services.AddSingleton<InputLimits>();
        services.AddSingleton<JobLimits>();
        services.AddSingleton<JobEventStream>();
        services.AddSingleton<PredictBatch>();
        TenantServices.Add(services);
        AuthenticationSetup.Add(services, options);
        RequestRates.Add(services, options);
        ApiContract.Add(services, options);
        services.Configure<JsonOptions>(json => WireJson.Apply(json.SerializerOptions, options.Limits));
        // Then what is wrong with a request arrives where errors are written, with its reason.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.MaxBodyBytes;
        });
        return services;
    }
}

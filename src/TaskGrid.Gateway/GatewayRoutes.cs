using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using IPNetwork = System.Net.IPNetwork;

namespace TaskGrid.Gateway;

/// <summary>Maps the HTTP API.</summary>
public static class GatewayRoutes
{
    /// <summary>Sets the order in which a request passes through the server, and every address.</summary>
    /// <param name="app">The server, with <see cref="GatewayServices.AddTaskGridGateway"/> among its services. It will
    /// listen on the options' urls.</param>
    public static WebApplication MapTaskGrid(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<GatewayOptions>();
        foreach (var url in options.Urls) app.Urls.Add(url);
        if (options.TrustedProxies.Count > 0) UseForwardedAddresses(app, options.TrustedProxies);
        app.UseMiddleware<ErrorMiddleware>();
        if (options.NoAuthentication) app.UseMiddleware<LocalCallers>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        if (options.ReadOnly) app.UseMiddleware<ReadOnlyMiddleware>();
        HealthRoutes.Map(app);
        var native = app.MapErrors<ProblemBody>("application/problem+json");
        TaskRoutes.Map(native);
        JobRoutes.Map(native);
        DataRoutes.Map(native);
        PredictRoutes.Map(native);
        BaseRoutes.Map(native);
        NodeRoutes.Map(native);
        var openAi = app.MapErrors<OpenAiErrorDocument>("application/json");
        OpenAiFileRoutes.Map(openAi);
        FineTuningRoutes.Map(openAi);
        OpenAiModelRoutes.Map(openAi);
        ChatRoutes.Map(openAi);
        HuggingFaceRoutes.Map(app.MapErrors<HuggingFaceError>("application/json"));
        app.MapOpenApi().AllowAnonymous();
        return app;
    }

    // From the right, as far as the proxies are trusted: what is further to the left anybody may have written.
    private static void UseForwardedAddresses(WebApplication app, IReadOnlyList<IPNetwork> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) forwarded.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(forwarded);
    }
}

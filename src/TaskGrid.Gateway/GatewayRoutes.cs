using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

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
}

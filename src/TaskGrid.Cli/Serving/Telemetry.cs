using System.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TaskGrid.Cli.Serving;

/// <summary>
/// Traces, metrics and logs of a server to an OTLP collector, by OpenTelemetry's own variables: OTEL_EXPORTER_OTLP_ENDPOINT
/// switches it on. Without it nothing is registered.
/// </summary>
internal static class Telemetry
{
    private const string Prefix = "OTEL_";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    /// <summary>Exports what the server says of itself, if the environment names a collector.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="node">The node's name: the instance of the service.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static void Add(WebApplicationBuilder builder, string node)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(each => ((string)each.Key).StartsWith(Prefix, StringComparison.Ordinal) && each.Value is string { Length: > 0 })
            .ToDictionary(each => (string)each.Key, each => (string?)each.Value, StringComparer.Ordinal);
        if (!Endpoints.Any(variables.ContainsKey)) return;
        if (string.Equals(variables.GetValueOrDefault("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)) return;
        Check(variables);
        builder.Configuration.AddInMemoryCollection(variables);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                variables.GetValueOrDefault("OTEL_SERVICE_NAME") ?? "taskgrid",
                serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3),
                serviceInstanceId: node))
            .WithTracing(traces => traces
                .AddSource("TaskGrid.*", "Microsoft.Orleans.*")
                .AddProcessor(new HousekeepingFilter())
                .AddAspNetCoreInstrumentation(http =>
                    http.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)))
            .WithMetrics(metrics => metrics
                .AddMeter("TaskGrid.*", "Microsoft.Orleans", "System.Runtime")
                .AddAspNetCoreInstrumentation())
            .WithLogging(null, logs => (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, true))
            .UseOtlpExporter();
    }

    private static void Check(Dictionary<string, string?> variables)
    {
        foreach (var name in Endpoints)
        {
            if (!variables.TryGetValue(name, out var text)) continue;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") continue;
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"{name} is '{text}'; it takes a collector's address, such as http://127.0.0.1:4317.");
        }

        if (variables.GetValueOrDefault(Protocol) is not (null or "grpc" or "http/protobuf"))
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"{Protocol} is '{variables[Protocol]}'; it takes grpc or http/protobuf.");
    }
}

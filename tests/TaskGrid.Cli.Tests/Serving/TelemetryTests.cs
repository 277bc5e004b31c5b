using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Serving;
using TaskGrid.Cli.Tests.EndToEnd;
using TaskGrid.Tests.Telemetry;

namespace TaskGrid.Cli.Tests.Serving;

[Collection(EndToEndGroup.Name)]
public sealed class TelemetryTests(TrainedStore store)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736", Caller = "00f067aa0ba902b7";

    [Fact]
    public async Task Serve_WithACollector_ExportsTracesMetricsAndLogs()
    {
        using var collector = new OtlpCollector();
        using var copy = new TrainedStoreCopy(store);
        using var server = ServerProcess.Start(
            store.Folder, copy.Path, collector.Variables, "--no-auth", "--node", "measured", "--slots", "0");
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        http.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-{Caller}-01");
        using (var answer = await http.PostAsJsonAsync(
            "/v1/predict", new { requests = new[] { new { model = "reviews", inputs = new[] { new { text = "a warm film" } } } } }))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using (var health = await http.GetAsync("/health/live")) Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        // An error of the server's own is a log line: a damaged document.
        File.WriteAllText(Path.Combine(copy.Path, "tenants", "default", "tasks", "reviews.json"), "{");
        using (var failed = await http.GetAsync("/v1/tasks/reviews"))
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);

        await collector.UntilAsync(collected =>
            collected.Spans.Any(span => span is { Name: "predict", Source: "TaskGrid.Node", Trace: Trace })
            && collected.Spans.Any(span => span.Parent == Caller)
            && collected.Metrics.ContainsKey("taskgrid.serving.requests")
            && collected.Metrics.ContainsKey("http.server.request.duration")
            && !collected.Logs.IsEmpty);
        var predict = collector.Spans.First(span => span.Name == "predict");
        var request = collector.Spans.First(span => span.Id == predict.Parent);
        Assert.Equal(("measured", "measured"), (predict.Instance, request.Instance));
        Assert.Equal((Trace, Caller, "POST /v1/predict"), (request.Trace, request.Parent, request.Name));
        Assert.DoesNotContain(collector.Spans, span => span.Name.Contains("health", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    public void Serve_WithAnUnusableCollector_SaysWhatItTakes(string variable, string value)
    {
        var variables = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", [variable] = value };
        using var process = CliProcess.Start(store.Folder, variables, "serve", "--no-auth", "--urls", "http://127.0.0.1:0");
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCodes.Usage, process.ExitCode);
        Assert.Contains($"{variable} is '{value}'", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WithoutACollector_RegistersNothing()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var before = builder.Services.Count;
        Telemetry.Add(builder, "local");
        Assert.Equal(before, builder.Services.Count);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TaskGrid.Tests.Telemetry;

/// <summary>Takes what OpenTelemetry exports by HTTP and protobuf, and decodes it.</summary>
internal sealed class OtlpCollector : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    private readonly HttpListener _listener = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public OtlpCollector()
    {
        Endpoint = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Endpoint + "/");
        _listener.Start();
        _ = ListenAsync();
    }

    /// <summary>Its address.</summary>
    public string Endpoint { get; }

    /// <summary>Variables for a server that is to export to it, without long pauses.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>What has come.</summary>
    public ConcurrentBag<CollectedSpan> Spans { get; } = [];

    /// <summary>Names of metrics that have come.</summary>
    public ConcurrentDictionary<string, bool> Metrics { get; } = new(StringComparer.Ordinal);

    /// <summary>Log lines that have come.</summary>
    public ConcurrentBag<string> Logs { get; } = [];

    /// <summary>Waits until what has come is enough.</summary>
    public async Task UntilAsync(Func<OtlpCollector, bool> isEnough)
    {
        using var timeout = new CancellationTokenSource(Within);
        while (!isEnough(this))
        {
            try
            {
                await _arrived.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                var spans = string.Join('\n', Spans.Select(span => span.ToString()));
                throw new TimeoutException($"{spans}\n{string.Join(' ', Metrics.Keys)}\n{string.Join('\n', Logs)}");
            }
        }
    }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Take(context.Request.Url!.AbsolutePath, new ProtobufFields(body.ToArray()));
                context.Response.Close();
                _arrived.Release();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It ends.
        }
    }

    // Field numbers of opentelemetry-proto's trace, metrics and logs services.
    private void Take(string path, ProtobufFields request)
    {
        foreach (var resource in request.Messages(1))
        {
            var instance = resource.Messages(1).SelectMany(each => each.Messages(1))
                .FirstOrDefault(attribute => attribute.Text(1) == "service.instance.id").Messages(2).Select(value => value.Text(1))
                .FirstOrDefault("");
            foreach (var scope in resource.Messages(2))
            {
                var source = scope.Messages(1).Select(each => each.Text(1)).FirstOrDefault("");
                foreach (var item in scope.Messages(2))
                {
                    if (path == "/v1/traces")
                        Spans.Add(new CollectedSpan(instance, source, item.Text(5), item.Hex(1), item.Hex(2), item.Hex(4)));
                    else if (path == "/v1/metrics") Metrics[item.Text(1)] = true;
                    else if (path == "/v1/logs") Logs.Add(item.Messages(5).Select(value => value.Text(1)).FirstOrDefault(""));
                }
            }
        }
    }
}

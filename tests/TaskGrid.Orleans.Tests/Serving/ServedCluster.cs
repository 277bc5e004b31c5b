using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TaskGrid.Client;
using TaskGrid.Gateway;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;
using TaskGrid.Tests.Telemetry;

namespace TaskGrid.Orleans.Tests.Serving;

/// <summary>
/// Servers as they run on Kubernetes, on this machine: a front that takes requests and a worker, processes that reach each other
/// by an address of the network, with certificates, API keys, a collector, and a container as their store.
/// </summary>
public sealed class ServedCluster : IAsyncLifetime, IDisposable
{
    private const string Store = "azure:cluster";

    // Before what asks for it.
    private static readonly IPAddress? Address = NetworkInterface.GetAllNetworkInterfaces()
        .Where(each => each.OperationalStatus == OperationalStatus.Up)
        .SelectMany(each => each.GetIPProperties().UnicastAddresses)
        .Select(each => each.Address)
        .FirstOrDefault(each => each.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(each));

    private readonly AzuriteProcess _azurite = new();
    private readonly SampleBases _bases = new();
    private readonly HttpClient _http = new();
    private TaskGridClient? _grid;

    /// <summary>Why it cannot be started; null when it can.</summary>
    public static string? Missing { get; } =
        AzuriteProcess.Missing ?? (Address is null ? "needs an address of this machine besides loopback" : null);

    internal TestAuthority Authority { get; } = new();

    internal OtlpCollector Collector { get; } = new();

    internal SiloProcess Front { get; private set; } = null!;

    internal SiloProcess Worker { get; private set; } = null!;

    /// <summary>Where clients of Orleans reach the front.</summary>
    internal IPEndPoint Gateway { get; } = new(Address ?? IPAddress.Loopback, FreePort());

    /// <summary>What the front said of itself before there was a worker.</summary>
    internal HttpStatusCode ReadyAlone { get; private set; }

    internal string AdminKey { get; private set; } = "";

    internal string OperatorKey { get; private set; } = "";

    internal string ReaderKey { get; private set; } = "";

    /// <summary>The container.</summary>
    internal IBlobStore Blobs { get; private set; } = null!;

    /// <summary>The grid over HTTP, at the front.</summary>
    internal ITaskGrid Grid => _grid!;

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        await _azurite.StartAsync();
        // Also for the processes.
        Environment.SetEnvironmentVariable("TASKGRID_AZURE_CONNECTION", _azurite.Connection);
        Blobs = BlobStores.Open(Store);
        var keys = new ApiKeyStore(Blobs, TimeProvider.System);
        AdminKey = (await keys.CreateAsync("acme", [ApiScope.Admin])).Key;
        OperatorKey = (await keys.CreateAsync("ops", [ApiScope.Operate])).Key;
        ReaderKey = (await keys.CreateAsync("acme", [ApiScope.Read])).Key;
        Front = await StartAsync("front", "--gateway-only", "--dashboard", "--gateway-port", $"{Gateway.Port}");
        ReadyAlone = await ReadyAsync();
        Worker = await StartAsync("worker");
        _grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = Front.Url, Key = AdminKey });
    }

    public async Task DisposeAsync()
    {
        foreach (var process in new[] { Worker, Front })
        {
            if (process is not null) await process.StopAsync();
        }
    }

    public void Dispose()
    {
        _grid?.Dispose();
        _http.Dispose();
        Worker?.Dispose();
        Front?.Dispose();
        _azurite.Dispose();
        _bases.Dispose();
        Authority.Dispose();
        Collector.Dispose();
    }

    /// <summary>Starts a server of the cluster.</summary>
    internal async Task<SiloProcess> StartAsync(string name, params string[] options)
    {
        var process = Server(name, Authority.Issue(), options);
        await process.ReadyAsync();
        return process;
    }

    /// <summary>A server that wants to be of the cluster.</summary>
    internal SiloProcess Server(string name, ClusterCertificateFiles files, params string[] options)
    {
        var variables = new Dictionary<string, string>(Collector.Variables)
        {
            ["TASKGRID_CLUSTER_CERTIFICATE"] = files.Certificate,
            ["TASKGRID_CLUSTER_KEY"] = files.Key,
            ["TASKGRID_CLUSTER_CA"] = files.Authority,
        };
        return new SiloProcess(name, Store, _bases.Path, variables, ["--advertise", $"{Address}", .. options]);
    }

    /// <summary>Whether the front says that it is ready.</summary>
    internal async Task<HttpStatusCode> ReadyAsync()
    {
        using var answer = await _http.GetAsync(new Uri(Front.Url, "/health/ready"));
        return answer.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

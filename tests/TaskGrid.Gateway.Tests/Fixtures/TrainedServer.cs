namespace TaskGrid.Gateway.Tests.Fixtures;

/// <summary>A server without authentication that holds the trained task <c>reviews</c>, shared by a class of tests.
/// </summary>
public sealed class TrainedServer : IAsyncLifetime
{
    private TestServer _server = null!;

    /// <summary>The name of the task.</summary>
    public const string Task = "reviews";

    internal TestServer Server => _server;

    internal HttpClient Client { get; private set; } = null!;

    /// <summary>The id of the job that trained it.</summary>
    internal string Job { get; private set; } = "";

    public async System.Threading.Tasks.Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(new GatewayOptions
        {
            NoAuthentication = true,
            Limits = new GatewayLimits { RequestsPerSecond = 100_000, RequestBurst = 100_000 },
        });
        Client = _server.Client();
        Job = (string)(await Client.TrainAsync(Task))["id"]!;
    }

    public async System.Threading.Tasks.Task DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}

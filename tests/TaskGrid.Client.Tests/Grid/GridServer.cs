using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Gateway;
using TaskGrid.Node;

namespace TaskGrid.Client.Tests.Grid;

/// <summary>The real server in this process: HTTP on a free port, over the embedded engine.</summary>
internal sealed class GridServer : IAsyncDisposable
{
    private readonly GridHost _host;

    private GridServer(GridHost host) => _host = host;

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => _host.Url;

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Its store.</param>
    /// <param name="bases">The folder of the bases.</param>
    /// <param name="port">0: a free one.</param>
    public static async Task<GridServer> StartAsync(string folder, string bases, int port = 0) =>
        new(await GridHost.StartAsync(
            folder,
            bases,
            new GatewayOptions { Urls = [$"http://127.0.0.1:{port}"] },
            new EmbeddedGridOptions { RefreshEvery = TimeSpan.FromMilliseconds(200) }));

    /// <summary>A new key that may do everything for a tenant.</summary>
    public async Task<string> KeyAsync(string tenant) =>
        (await _host.Services.GetRequiredService<ApiKeyStore>().CreateAsync(tenant, [ApiScope.Admin, ApiScope.Operate])).Key;

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

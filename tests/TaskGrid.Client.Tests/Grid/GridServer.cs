using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskGrid.Gateway;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Client.Tests.Grid;

/// <summary>The real server: HTTP on a free port, over the embedded engine.</summary>
internal sealed class GridServer : IAsyncDisposable
{
    private readonly EmbeddedGrid _engine;
    private readonly WebApplication _app;

    private GridServer(EmbeddedGrid engine, WebApplication app) => (_engine, _app) = (engine, app);

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => new(_app.Urls.Single());

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Its store.</param>
    /// <param name="bases">The folder of the bases.</param>
    /// <param name="port">0: a free one.</param>
    public static async Task<GridServer> StartAsync(string folder, string bases, int port = 0)
    {
        var store = new FileBlobStore(Path.Combine(folder, "store"));
        var engine = await EmbeddedGrid.StartAsync(store, bases, new EmbeddedGridOptions
        {
            RefreshEvery = TimeSpan.FromMilliseconds(200),
            LocalFolder = Path.Combine(folder, "local"),
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton<IGridTenants>(engine);
        builder.Services.AddSingleton<IBlobStore>(store);
        builder.Services.AddTaskGridGateway(new GatewayOptions { Urls = [$"http://127.0.0.1:{port}"] });
        var app = builder.Build().MapTaskGrid();
        await app.StartAsync();
        return new GridServer(engine, app);
    }

    /// <summary>A new key that may do everything for a tenant.</summary>
    public async Task<string> KeyAsync(string tenant) =>
        (await _app.Services.GetRequiredService<ApiKeyStore>().CreateAsync(tenant, [ApiScope.Admin, ApiScope.Predict])).Key;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
    }
}

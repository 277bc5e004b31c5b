using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Gateway;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Tests;

/// <summary>The real server in this process: HTTP over the embedded engine, on a folder.</summary>
internal sealed class GridHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GridHost(EmbeddedGrid engine, WebApplication app) => (Engine, _app) = (engine, app);

    /// <summary>The engine behind it.</summary>
    public EmbeddedGrid Engine { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Holds its store and its files of running jobs.</param>
    /// <param name="bases">The folder of the bases.</param>
    /// <param name="gateway">Settings of the HTTP API.</param>
    /// <param name="node">Settings of the engine; its folder and largest file are set here.</param>
    /// <param name="wrap">Stands between the server and its store; null: nothing does.</param>
    /// <param name="time">The clock of the HTTP API; null: the system's.</param>
    public static async Task<GridHost> StartAsync(
        string folder,
        string bases,
        GatewayOptions gateway,
        EmbeddedGridOptions node,
        Func<IBlobStore, IBlobStore>? wrap = null,
        TimeProvider? time = null)
    {
        IBlobStore store = new FileBlobStore(Path.Combine(folder, "store"));
        if (wrap is not null) store = wrap(store);
        var engine = await EmbeddedGrid.StartAsync(
            store,
            bases,
            node with { LocalFolder = Path.Combine(folder, "local"), MaxFileBytes = gateway.Limits.MaxFileBytes });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(5));
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddTaskGridGateway(gateway);
        builder.Services.AddSingleton<IGridTenants>(engine);
        builder.Services.AddSingleton<IBlobStore>(store);
        var app = builder.Build().MapTaskGrid();
        await app.StartAsync();
        return new GridHost(engine, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Engine.DisposeAsync();
    }
}

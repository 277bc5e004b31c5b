using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Gateway.Tests.Fixtures;

/// <summary>A server on a free port of this machine, in this process, with the embedded engine behind it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private static readonly Lazy<SampleBases> Bases = new(() =>
    {
        var bases = new SampleBases();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => bases.Dispose();
        return bases;
    });

    private readonly WebApplication _app;
    private readonly EmbeddedGrid _grid;
    private readonly ScratchFolder _folder;

    private TestServer(WebApplication app, EmbeddedGrid grid, ScratchFolder folder) =>
        (_app, _grid, _folder) = (app, grid, folder);

    public Uri Url => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public ApiKeyStore Keys => Services.GetRequiredService<ApiKeyStore>();

    /// <summary>The folder that holds the store, and nothing else.</summary>
    public string Folder => _folder.Path;

    public static async Task<TestServer> StartAsync(GatewayOptions? options = null)
    {
        options ??= new GatewayOptions { NoAuthentication = true };
        var folder = new ScratchFolder();
        var store = new FileBlobStore(folder["store"]);
        var grid = await EmbeddedGrid.StartAsync(
            store,
            Bases.Value.Path,
            new EmbeddedGridOptions
            {
                LocalFolder = folder["local"],
                MaxFileBytes = options.Limits.MaxFileBytes,
                RefreshEvery = TimeSpan.FromMilliseconds(100),
            });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddTaskGridGateway(options with { Urls = ["http://127.0.0.1:0"] });
        builder.Services.AddSingleton<IGridTenants>(grid);
        builder.Services.AddSingleton<IBlobStore>(store);
        var app = builder.Build();
        app.MapTaskGrid();
        await app.StartAsync();
        return new TestServer(app, grid, folder);
    }

    /// <summary>A client with a key, or without one.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client with a new key.</summary>
    public async Task<HttpClient> ClientAsync(string tenant, params string[] scopes) =>
        Client((await Keys.CreateAsync(tenant, scopes)).Key);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _grid.DisposeAsync();
        _folder.Dispose();
    }
}

using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Node;

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

    private readonly GridHost _host;
    private readonly ScratchFolder _folder;

    private TestServer(GridHost host, ScratchFolder folder) => (_host, _folder) = (host, folder);

    public Uri Url => _host.Url;

    public IServiceProvider Services => _host.Services;

    public ApiKeyStore Keys => Services.GetRequiredService<ApiKeyStore>();

    public static async Task<TestServer> StartAsync(
        GatewayOptions? options = null, Func<IBlobStore, IBlobStore>? wrap = null, TimeProvider? time = null)
    {
        options ??= new GatewayOptions { NoAuthentication = true };
        var folder = new ScratchFolder();
        var host = await GridHost.StartAsync(
            folder.Path,
            Bases.Value.Path,
            options with { Urls = ["http://127.0.0.1:0"] },
            new EmbeddedGridOptions { RefreshEvery = TimeSpan.FromMilliseconds(100) },
            wrap,
            time);
        return new TestServer(host, folder);
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
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}

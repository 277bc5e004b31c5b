using System.Collections.Concurrent;
using TaskGrid.Client;
using TaskGrid.Gateway;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Cli.Tests.Serving;

/// <summary>One <c>taskgrid serve</c> with the sample base, and a client with a key for each tenant.</summary>
public sealed class ServedGrids : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SampleBases _bases = new();
    private readonly ConcurrentDictionary<string, TaskGridClient> _clients = new(StringComparer.Ordinal);
    private readonly ApiKeyStore _keys;
    private readonly ServerProcess _server;

    /// <summary>Starts the server.</summary>
    public ServedGrids()
    {
        _keys = new ApiKeyStore(new FileBlobStore(_folder.File("store")), TimeProvider.System);
        var variables = new Dictionary<string, string> { ["TMPDIR"] = _folder.Path };
        _server = ServerProcess.Start(_folder.Path, _folder.File("store"), variables, "--bases", _bases.Path);
    }

    /// <summary>The grid of a tenant.</summary>
    public ITaskGrid Of(string tenant) => _clients.GetOrAdd(tenant, _ => new TaskGridClient(
        new TaskGridClientOptions
        {
            Endpoint = new Uri(_server.Url),
            Key = Task.Run(() => _keys.CreateAsync(tenant, [ApiScope.Admin, ApiScope.Operate])).GetAwaiter().GetResult().Key,
        }));

    /// <summary>Ends the server.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values) client.Dispose();
        _server.Dispose();
        _bases.Dispose();
        _folder.Dispose();
    }
}

namespace TaskGrid.Storage.Tests.AzureBlobs;

/// <summary>An Azurite for as long as tests use it.</summary>
public sealed class Azurite : IAsyncLifetime, IDisposable
{
    private readonly AzuriteProcess _process = new();

    internal string Endpoint => _process.Endpoint;

    internal string Connection => _process.Connection;

    public Task InitializeAsync() => AzuriteProcess.Missing is null ? _process.StartAsync() : Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _process.Dispose();
}

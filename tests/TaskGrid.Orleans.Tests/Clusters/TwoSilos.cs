namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Two silos for all tests of a class.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    /// <summary>The silos.</summary>
    public TestSilos Silos { get; private set; } = null!;

    public async Task InitializeAsync() => Silos = await TestSilos.StartAsync(2);

    public Task DisposeAsync() => Silos.DisposeAsync().AsTask();
}

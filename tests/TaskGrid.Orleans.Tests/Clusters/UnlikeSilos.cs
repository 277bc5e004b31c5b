namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Two silos, of which one has no base.</summary>
public sealed class UnlikeSilos : IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();

    /// <summary>The silos.</summary>
    public TestSilos Silos { get; private set; } = null!;

    /// <summary>The folder of bases of the one that has none.</summary>
    internal string Empty => _folder["bases"];

    /// <summary>The number of that one.</summary>
    internal int Bare => Silos.Of<SiloNodeOptions>(0).BasesFolder == Empty ? 0 : 1;

    /// <summary>The number of the other one.</summary>
    internal int Equipped => 1 - Bare;

    public async Task InitializeAsync() => Silos = await TestSilos.StartAsync(
        2, change: (silo, options) => silo == 1 ? options with { BasesFolder = Empty } : options);

    public async Task DisposeAsync() => await Silos.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}

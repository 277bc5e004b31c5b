namespace TaskGrid.Models.Tests;

/// <summary>A scratch folder with sources, and a store for what is imported.</summary>
internal sealed class ImportFolder : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    /// <summary>The folder of stored bases.</summary>
    public string Bases => _scratch["bases"];

    public string this[string name] => _scratch[name];

    public string Store(string name) => Path.Combine(Bases, name);

    public Task<BaseImportResult> ImportAsync(
        string source,
        string name = "b",
        BaseImportOptions? options = null,
        IProgress<BaseImportProgress>? progress = null,
        CancellationToken cancellationToken = default) => BaseImporter.ImportAsync(
            source, Store(name), options ?? new BaseImportOptions(), progress, cancellationToken);

    /// <summary>Imports a folder that must be refused, and checks that nothing is left in the store.</summary>
    public async Task<TaskGridException> RefuseAsync(string code, string source, BaseImportOptions? options = null)
    {
        var error = await Assert.ThrowsAsync<TaskGridException>(() => ImportAsync(source, "refused", options));
        Assert.Equal(code, error.Code);
        AssertNoTrace("refused");
        return error;
    }

    /// <summary>Checks that the store holds nothing of a base, not even a temporary file.</summary>
    public void AssertNoTrace(string name)
    {
        if (!Directory.Exists(Bases)) return;
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(Bases), path => path.Contains(name, StringComparison.Ordinal));
    }

    public void Dispose() => _scratch.Dispose();
}

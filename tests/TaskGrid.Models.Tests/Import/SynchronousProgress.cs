namespace TaskGrid.Models.Tests;

/// <summary>Calls back on the thread that reports, in order.</summary>
internal sealed class SynchronousProgress(Action<BaseImportProgress> report) : IProgress<BaseImportProgress>
{
    public void Report(BaseImportProgress value) => report(value);
}

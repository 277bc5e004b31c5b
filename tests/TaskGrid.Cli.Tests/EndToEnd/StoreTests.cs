using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class StoreTests(TrainedStore store)
{
    [Fact]
    public void Verify_AWholeStore_CountsItsBlobs()
    {
        var verified = store.Json("store", "verify", "--json");
        Assert.True(verified.GetProperty("blobs").GetInt32() >= 5);
        Assert.Equal(0, verified.GetProperty("problems").GetArrayLength());
        Assert.Equal(0, store.Json("store", "gc", "--json").GetProperty("blobs").GetInt32());
    }

    [Fact]
    public void Verify_ADamagedDiff_IsNamed()
    {
        store.Json("diff", "export", "reviews", "--format", "tgdiff", "--output", "spoilt.tgdiff", "--json");
        store.Json("diff", "import", "spoilt.tgdiff", "--task", "spoilt", "--json");
        var file = Path.Combine(store.Store, "tasks", "spoilt", "v1.tgdiff");
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        var outcome = CliProcess.Run(store.Folder, "store", "verify");

        Assert.Equal(ExitCodes.Damaged, outcome.ExitCode);
        Assert.Contains("tasks/spoilt/v1.tgdiff", outcome.Error, StringComparison.Ordinal);
        store.Json("task", "delete", "spoilt", "--json");
    }
}

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
        using var other = new TrainedStoreCopy(store);
        var hash = other.Spoil("reviews");

        var outcome = CliProcess.Run(store.Folder, other.At("store", "verify"));

        Assert.Equal(ExitCodes.Damaged, outcome.ExitCode);
        Assert.Contains($"content/{hash[..2]}/{hash}", outcome.Error, StringComparison.Ordinal);
        var predicted = CliProcess.Run(store.Folder, other.At("predict", "reviews", "--text", "x"));
        Assert.Equal(ExitCodes.Damaged, predicted.ExitCode);
    }

    [Fact]
    public void Collect_AnHourAfterTrainings_LeavesWhatVersionsNeed()
    {
        using var other = new TrainedStoreCopy(store);
        other.Json([.. store.TrainArguments("short"), "--method", "last-layer", "--json"]);
        other.Json("eval", "short", "--data", store.Dev, "--json");
        other.Json("task", "delete", "short", "--json");
        other.Age(TimeSpan.FromHours(2));

        Assert.True(other.Json("store", "gc", "--json").GetProperty("blobs").GetInt32() >= 3);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(other.Path, "content"), "*", SearchOption.AllDirectories));
        Assert.Equal(0, other.Json("store", "verify", "--json").GetProperty("problems").GetArrayLength());
    }
}

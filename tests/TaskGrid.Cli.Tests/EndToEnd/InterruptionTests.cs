using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class InterruptionTests(TrainedStore store)
{
    [Theory]
    [InlineData("INT", ExitCodes.Interrupted)]
    [InlineData("TERM", ExitCodes.Terminated)]
    public async Task Train_SignalWhileItRuns_LeavesTheStoreAsItWas(string signal, int exitCode)
    {
        var before = store.Listing();
        using var process = CliProcess.Start(store.Folder, [.. store.TrainArguments("broken", epochs: 5000), "--json"]);
        var output = process.StandardOutput.ReadToEndAsync();
        // The first line says that a phase has begun.
        Assert.Contains("step", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        var error = process.StandardError.ReadToEndAsync();

        CliProcess.Signal(process, signal);

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains("\"code\":\"cancelled\"", await output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        Assert.Equal(before, store.Listing());
    }

    [Fact]
    public void Predict_ReaderThatGoesAway_EndsQuietly()
    {
        using var process = CliProcess.Start(store.Folder, "predict", "reviews", "-");
        process.StandardInput.WriteLine("a fine film");
        process.StandardInput.Flush();
        process.StandardOutput.Close();
        process.StandardInput.WriteLine("a fine film");
        process.StandardInput.Close();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(ExitCodes.OutputClosed, process.ExitCode);
        Assert.Equal("", process.StandardError.ReadToEnd());
    }

    [Fact]
    public void Train_TwoTasksAtOnce_BothSucceed()
    {
        var runs = new[] { "left", "right" }.AsParallel().WithDegreeOfParallelism(2)
            .Select(task => CliProcess.Run(store.Folder, [.. store.TrainArguments(task), "--json"])).ToList();

        Assert.All(runs, run => Assert.Equal(ExitCodes.Ok, run.ExitCode));
        Assert.Single(runs.Select(run => CliProcess.Json(run).GetProperty("value").GetDouble()).Distinct());
        foreach (var task in (string[])["left", "right"]) store.Json("task", "delete", task, "--json");
    }
}

using System.Diagnostics;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class InterruptionTests(TrainedStore store)
{
    [Theory]
    [InlineData("INT", ExitCodes.Interrupted)]
    [InlineData("TERM", ExitCodes.Terminated)]
    public async Task Train_SignalWhileItRuns_CancelsTheJobAndLeavesNothingElse(string signal, int exitCode)
    {
        using var other = new TrainedStoreCopy(store); // a server on the same one could take the job
        var before = TrainedStore.Listing(other.Path);
        using var process = CliProcess.Start(
            store.Folder, other.At([.. store.TrainArguments("broken", epochs: 5000), "--json"]));
        var output = process.StandardOutput.ReadToEndAsync();
        await TrainsAsync(process);
        var error = process.StandardError.ReadToEndAsync();

        CliProcess.Signal(process, signal);

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Contains("\"code\":\"cancelled\"", await output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        Assert.Equal(before, TrainedStore.Listing(other.Path));
        var job = other.Json("job", "list", "--task", "broken", "--limit", "1", "--json").GetProperty("jobs")[0];
        Assert.Equal("Cancelled", job.GetProperty("status").GetString());
        var local = Path.Combine(Path.GetTempPath(), $"taskgrid-{Environment.UserName}");
        var id = job.GetProperty("id").GetString()!;
        Assert.Empty(Directory.GetDirectories(local, id, SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Train_AtAServer_CtrlCLeavesTheJobAndSaysHowToComeBack()
    {
        using var process = CliProcess.Start(
            store.Folder, [.. store.TrainArguments("remote", epochs: 5000), "--server", store.Server]);
        await TrainsAsync(process);
        CliProcess.Signal(process, "INT");
        var error = await process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(ExitCodes.Detached, process.ExitCode);

        var back = error.TrimEnd().Split('\n')[^1].Split("taskgrid ")[^1].Split(' ');
        Assert.Equal(["job", "watch"], back[..2]);
        Assert.Equal(["--server", store.Server], back[3..]);
        Assert.Equal("Running", Status(back[2]));
        using var watch = CliProcess.Start(store.Folder, [.. back, "--json"]);
        await TrainsAsync(watch);
        store.Json("job", "cancel", back[2], "--server", store.Server, "--json");
        var output = await watch.StandardOutput.ReadToEndAsync();
        Assert.True(watch.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(ExitCodes.Interrupted, watch.ExitCode);
        Assert.Contains("\"code\":\"cancelled\"", output, StringComparison.Ordinal);
        Assert.Equal("Cancelled", Status(back[2]));
    }

    [Fact]
    public async Task Watch_OfAJobThatAKilledTrainLeft_GoesOnWithItWhileOtherCommandsDoNot()
    {
        using var other = new TrainedStoreCopy(store);
        using var train = CliProcess.Start(store.Folder, other.At([.. store.TrainArguments("left", epochs: 5000)]));
        await TrainsAsync(train);
        var id = other.Json("job", "list", "--json").GetProperty("jobs")[0].GetProperty("id").GetString()!;
        other.Json("job", "pause", id, "--json");
        await SaysAsync(train, "Paused.");

        CliProcess.Signal(train, "KILL");
        await train.WaitForExitAsync();
        other.Json("job", "resume", id, "--json");
        other.Json("predict", "reviews", "--text", "a film", "--json");
        other.Json("eval", "reviews", "--data", store.Dev, "--json");
        var queued = other.Json("job", "show", id, "--json");
        Assert.Equal("Queued", queued.GetProperty("status").GetString());
        var paused = queued.GetProperty("checkpoint").GetProperty("step").GetInt32();

        using var watch = CliProcess.Start(store.Folder, other.At(["job", "watch", id]));
        await SaysAsync(watch, $"Goes on from step {paused}"); // behind what it repeats of the past
        await TrainsAsync(watch);
        CliProcess.Signal(watch, "INT");
        var error = await watch.StandardError.ReadToEndAsync();
        await watch.WaitForExitAsync();
        Assert.Equal(ExitCodes.Detached, watch.ExitCode);
        Assert.Contains($"taskgrid job watch {id} --store", error, StringComparison.Ordinal);
        var left = other.Json("job", "show", id, "--json");
        Assert.Equal("Queued", left.GetProperty("status").GetString());
        Assert.True(left.GetProperty("checkpoint").GetProperty("step").GetInt32() > paused);
        other.Json("job", "cancel", id, "--json");
        Assert.False(Directory.Exists(Path.Combine(other.Path, "queue")));
        Assert.False(Directory.Exists(Path.Combine(other.Path, "tenants", "default", "checkpoints")));
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

    [Theory]
    [InlineData("INT", ExitCodes.Interrupted)]
    [InlineData("TERM", ExitCodes.Terminated)]
    public async Task Predict_SignalWhileItWaitsForInput_Ends(string signal, int exitCode)
    {
        using var process = CliProcess.Start(store.Folder, "predict", "reviews", "-");
        await process.StandardInput.WriteLineAsync("a fine film");
        await process.StandardInput.FlushAsync();
        Assert.NotNull(await process.StandardOutput.ReadLineAsync());

        CliProcess.Signal(process, signal);

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(exitCode, process.ExitCode);
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

    private string? Status(string id) =>
        store.Json("job", "show", id, "--server", store.Server, "--json").GetProperty("status").GetString();

    private static Task TrainsAsync(Process process) => SaysAsync(process, ", step ");

    // Reads until a line says so.
    private static async Task SaysAsync(Process process, string words)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"It ended before '{words}': {await process.StandardOutput.ReadToEndAsync()}");
    }
}

using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving.Tests.Fixtures;
using TaskGrid.Torch;

namespace TaskGrid.Serving.Tests;

public sealed class TaskServerTests
{
    [Theory]
    [InlineData("bert", 1)]
    [InlineData("bert", 2)]
    [InlineData("distilbert", 1)]
    [InlineData("distilbert", 2)]
    [InlineData("electra", 1)]
    [InlineData("electra", 2)]
    public void Mixed_AnyDiffsAndRows_EqualTheMergedModels(string architecture, int threads)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            using var served = new ServedBase(architecture, seed);
            Comparison.OfModes(served, [.. Enumerable.Range(0, 5).Select(_ => served.AnyTask())], ServingMode.Mixed, threads, 40);
        }
    }

    [Theory]
    [InlineData(ServingMode.Mixed)]
    [InlineData(ServingMode.Switch)]
    [InlineData(ServingMode.Merged)]
    [InlineData(null)]
    public void Score_SampleBase_EqualsTheMergedModels(ServingMode? mode)
    {
        using var served = new ServedBase("tg-mini");
        Comparison.OfModes(served, [served.Task(0.005), served.Task(0.02), served.AnyTask()], mode, 1, 24);
    }

    [Fact]
    public async Task ScoreAsync_ManyCallersAtOnce_EqualsTheMergedModels()
    {
        using var served = new ServedBase("tg-mini", 3);
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1 });
        TaskDiff[] diffs = [.. Enumerable.Range(0, 6).Select(_ => served.AnyTask())];
        ResidentTask[] tasks = [.. diffs.Select(server.Load)];
        var rows = served.Rows(60, tasks.Length);
        var answers = await Task.WhenAll(rows.Select(row => Task.Run(
            () => server.ScoreAsync($"tenant {row.Task % 2}", tasks[row.Task], [row.Input]))));
        for (var r = 0; r < rows.Count; r++)
            Comparison.Close(served.Reference(diffs[rows[r].Task], rows[r].Input), answers[r].Single(), Comparison.Tolerance);
        var batching = server.Status.Batching;
        Assert.Equal((60, 0, 0), (batching.Texts, batching.WaitingTexts, batching.Refused));
        Assert.InRange(batching.Batches, 1, 59);
        Assert.InRange(server.Status.Padding, 0.0, 0.02); // attention is a small part of the work, and a part of that is padding
    }

    [Fact]
    public void Mixed_OtherRowsAndOrder_DoNotMatter()
    {
        using var served = new ServedBase("tg-mini", 7);
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Mixed });
        ResidentTask[] tasks = [.. Enumerable.Range(0, 4).Select(_ => server.Load(served.AnyTask()))];
        ServingRow[] rows = [.. served.Rows(30, tasks.Length).Select(row => new ServingRow(tasks[row.Task], row.Input))];
        var together = server.Score(rows);
        var backwards = server.Score([.. rows.Reverse()]);
        for (var r = 0; r < rows.Length; r++)
        {
            Comparison.Close(together[r], backwards[^(r + 1)], Comparison.Tolerance);
            Comparison.Close(together[r], server.Score([rows[r]])[0], Comparison.Tolerance);
        }
    }

    // Values that are no numbers, and scores below any mask: what a task makes of its texts is its own business, and no other's.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mixed_BesideAnExtremeTask_AllAnswerAsAlone(bool tensors)
    {
        using var served = new ServedBase("tg-mini", 7);
        using var server = new TaskServer(
            served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Mixed, TensorProducts = tensors });
        TaskDiff[] diffs = [served.Task(0.02, 1e30), served.TaskThatLooksElsewhere(), served.Task(0.005), served.Task(0.005)];
        ResidentTask[] tasks = [.. diffs.Select(server.Load)];
        ServingRow[] rows = [.. Enumerable.Range(0, 12).Select(r => new ServingRow(tasks[r % 4], served.Input(30 - r)))];
        foreach (var order in new[] { rows, [.. rows.Reverse()] })
        {
            var answers = server.Score(order);
            for (var r = 0; r < order.Length; r++)
            {
                var task = Array.IndexOf(tasks, order[r].Task);
                // fp32 tells its scores from each other by 0.002.
                if (task == 1) Comparison.Close(server.Score([order[r]])[0], answers[r], 5e-3);
                if (task > 1) Comparison.Close(served.Reference(diffs[task], order[r].Input), answers[r], Comparison.Tolerance);
            }
        }
    }

    [Theory]
    [InlineData(ServingMode.Mixed)]
    [InlineData(ServingMode.Switch)]
    [InlineData(ServingMode.Merged)]
    public void Half_EveryMode_IsNearTheMergedModel(ServingMode mode)
    {
        using var served = new ServedBase("tg-mini", 5);
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = mode, Half = true });
        TaskDiff[] diffs = [.. Enumerable.Range(0, 3).Select(_ => served.Task(0.005))];
        ResidentTask[] tasks = [.. diffs.Select(server.Load)];
        var rows = served.Rows(12, diffs.Length);
        var logits = server.Score([.. rows.Select(row => new ServingRow(tasks[row.Task], row.Input))]);
        for (var r = 0; r < rows.Count; r++)
            Comparison.Close(served.Reference(diffs[rows[r].Task], rows[r].Input), logits[r], 0.05);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Modes_AnySequence_LeaveTheBaseAsItWas(bool half)
    {
        var live = TorchDialect.LiveTensors;
        using (var served = new ServedBase("tg-mini", 2))
        {
            var checksum = served.Model.Checksum();
            var diffs = Enumerable.Range(0, 3).Select(_ => served.AnyTask()).ToArray();
            foreach (var mode in new ServingMode?[] { ServingMode.Switch, ServingMode.Mixed, null, ServingMode.Merged, ServingMode.Switch })
            {
                using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = mode, Half = half });
                ResidentTask[] tasks = [.. diffs.Select(server.Load)];
                var rows = served.Rows(9, tasks.Length).Select(row => new ServingRow(tasks[row.Task], row.Input)).ToArray();
                var first = server.Score(rows);
                // The same again: the parameters that the server computes with are as they were, too. One that chooses may
                // have made a copy meanwhile, whose sums are rounded otherwise.
                var second = server.Score(rows);
                for (var r = 0; r < rows.Length; r++) Comparison.Close(first[r], second[r], mode is not null ? 0 : half ? 0.05 : Comparison.Tolerance);
                Assert.Equal(checksum, served.Model.Checksum());
            }
        }

        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public void Switch_CancelledInBetween_LeavesTheBaseAsItWas()
    {
        using var served = new ServedBase("tg-mini");
        var checksum = served.Model.Checksum();
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Switch });
        var task = server.Load(served.AnyTask());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => server.Score([new ServingRow(task, served.Input())], cancelled.Token));
        Assert.Equal(checksum, served.Model.Checksum());
    }

    [Fact]
    public void Switch_WhileTheBaseIsRead_AnswersMixedInstead()
    {
        using var served = new ServedBase("tg-mini");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Switch });
        var diff = served.Task(0.005);
        var row = new ServingRow(server.Load(diff), served.Input());
        using (served.Model.Share()) Comparison.Close(served.Reference(diff, row.Input), server.Score([row])[0], Comparison.Tolerance);
        Assert.Equal((1, 0), (server.Status.Rows[ServingMode.Mixed], server.Status.Rows[ServingMode.Switch]));
        server.Score([row]);
        Assert.Equal(1, server.Status.Rows[ServingMode.Switch]);
    }

    [Fact]
    public void Switch_BaseThatWasReadAtTheStart_IsMeasuredWhenItIsFree()
    {
        using var served = new ServedBase("tg-mini");
        TaskServer server;
        using (served.Model.Share()) server = new TaskServer(served.Model, new ServingOptions { Threads = 1 });
        using (server)
        {
            Assert.Equal(double.PositiveInfinity, server.Status.Costs.SwitchEntrySeconds);
            server.Score([new ServingRow(server.Load(served.Task(0.005)), served.Input())]);
            Assert.InRange(server.Status.Costs.SwitchEntrySeconds, 0, 1);
        }
    }

    [Fact]
    public void Choice_OneHotTask_GetsACopyInsideTheBudget()
    {
        using var served = new ServedBase("tg-mini");
        var copy = sizeof(float) * (long)served.Model.Layout.Count;
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, MaxMergedBytes = copy });
        var (hot, cold) = (server.Load(served.Task(0.02)), server.Load(served.Task(0.02)));
        for (var n = 0; n < 2000 && server.Status.MergedTasks == 0; n++)
            server.Score([new ServingRow(hot, served.Input(40)), new ServingRow(hot, served.Input(40))]);
        Assert.Equal((1, copy), (server.Status.MergedTasks, server.Status.MergedBytes));
        server.Score([new ServingRow(hot, served.Input())]);
        var choice = server.Status.LastChoice!.Value;
        Assert.Equal(ServingMode.Merged, choice.Mode);
        Assert.True(choice.MergedSeconds <= Math.Min(choice.MixedSeconds, choice.SwitchSeconds));
        server.Score([new ServingRow(cold, served.Input())]);
        choice = server.Status.LastChoice!.Value;
        Assert.NotEqual(ServingMode.Merged, choice.Mode);
        Assert.Equal(Math.Min(choice.MixedSeconds, choice.SwitchSeconds) / server.Status.Costs.TokenSeconds, cold.ExtraTokens, 1e-6);
        Assert.True(hot.ExtraTokens < cold.ExtraTokens);
        server.Forget(hot);
        Assert.Equal(0, server.Status.MergedBytes);
    }

    [Fact]
    public async Task Copy_OfATaskThatIsHotNoMore_GivesWayToTheNext()
    {
        using var served = new ServedBase("tg-mini");
        var time = new ManualTime();
        var copy = sizeof(float) * (long)served.Model.Layout.Count;
        using var server = new TaskServer(
            served.Model, new ServingOptions { Threads = 1, MaxMergedBytes = copy, Time = time });
        var (before, next) = (server.Load(served.Task(0.02)), server.Load(served.Task(0.02)));
        // Answered by its copy, and then as often again.
        var rounds = int.MaxValue;
        rounds = await HeatUpAsync(before) * 5;
        for (var n = 0; n < rounds; n++) await ScoreAsync(before);
        time.Advance(TimeSpan.FromDays(1));
        Assert.InRange(await HeatUpAsync(next), 1, rounds / 2);

        async Task<int> HeatUpAsync(ResidentTask task)
        {
            for (var n = 1; ; n++)
            {
                await ScoreAsync(task);
                if (server.Status.LastChoice!.Value.Mode == ServingMode.Merged || n > rounds) return n;
            }
        }

        async Task ScoreAsync(ResidentTask task)
        {
            server.Score([new ServingRow(task, served.Input(40)), new ServingRow(task, served.Input(40))]);
            await server.Made;
        }
    }

    [Fact]
    public async Task Copy_OfATaskThatIsForgottenMeanwhile_IsNotKept()
    {
        using var served = new ServedBase("tg-mini");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1 });
        var (hot, other) = (server.Load(served.Task(0.02)), server.Load(served.Task(0.02)));
        var live = TorchDialect.LiveTensors;
        for (var n = 0; n < 2000 && server.Status.MergedBytes == 0; n++) Score(hot);
        Assert.Equal(0, server.Status.MergedTasks);
        Assert.NotEqual(0, server.Status.MergedBytes); // it is being made
        server.Forget(hot);
        await server.Made;
        Score(other);
        for (var n = 0; n < 100; n++) Score(hot); // answered, as what was asked for before
        await server.Made;
        Score(other);
        Assert.Equal((0, 0), (server.Status.MergedTasks, server.Status.MergedBytes));
        Assert.Equal(live, TorchDialect.LiveTensors);

        void Score(ResidentTask task) =>
            server.Score([new ServingRow(task, served.Input(40)), new ServingRow(task, served.Input(40))]);
    }

    [Fact]
    public void Forget_AMergedTask_FreesItsCopyAtOnce()
    {
        using var served = new ServedBase("bert");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Merged });
        var task = server.Load(served.AnyTask());
        var live = TorchDialect.LiveTensors;
        server.Score([new ServingRow(task, served.Input())]);
        Assert.InRange(TorchDialect.LiveTensors, live + 1, long.MaxValue);
        server.Forget(task);
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public async Task Forget_WhileABatchIsComputed_DoesNotWaitForItAndFreesTheCopyAfterwards()
    {
        using var served = new ServedBase("bert");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Merged });
        var (task, other) = (server.Load(served.AnyTask()), server.Load(served.AnyTask()));
        var row = new ServingRow(other, served.Input());
        server.Score([row]);
        var live = TorchDialect.LiveTensors;
        server.Score([new ServingRow(task, served.Input())]);
        using var rows = new HeldRows([row]);
        var scoring = Task.Run(() => server.Score(rows));
        await rows.BeganAsync();
        await Task.Run(() => server.Forget(task)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(TorchDialect.LiveTensors, live + 1, long.MaxValue);
        rows.Let();
        await scoring;
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public async Task Status_WhileABatchIsComputed_DoesNotWaitForIt()
    {
        using var served = new ServedBase("bert");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Merged });
        var row = new ServingRow(server.Load(served.AnyTask()), served.Input());
        server.Score([row]);
        using var rows = new HeldRows([row]);
        var scoring = Task.Run(() => server.Score(rows));
        await rows.BeganAsync();
        var status = await Task.Run(() => server.Status).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((1, 1), (status.Rows[ServingMode.Merged], status.MergedTasks));
        rows.Let();
        await scoring;
        Assert.Equal(2, server.Status.Rows[ServingMode.Merged]);
    }

    [Fact]
    public async Task ForEvaluation_ManyInputs_WaitABatchAtATime()
    {
        using var served = new ServedBase("bert");
        var batching = new BatchingOptions { MaxTokens = 30 };
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Batching = batching });
        var diff = served.AnyTask();
        using var task = new ServedTask(server, served.Model, server.Load(diff));
        TextInput[] inputs = [.. Enumerable.Range(0, 20).Select(n => new TextInput(string.Join(' ', Enumerable.Repeat("a", n))))];
        using var rows = new HeldRows([new ServingRow(server.Load(served.AnyTask()), served.Input())]);
        var scoring = Task.Run(() => server.Score(rows));
        await rows.BeganAsync();
        var evaluating = Task.Run(() => task.ForEvaluation("t").Logits(inputs));
        while (server.Status.Batching.Texts == 0) await Task.Delay(1);
        Assert.Equal(0, server.Status.Batching.WaitingTexts); // all that were asked for are in the batch that is next
        rows.Let();
        await scoring;
        var logits = await evaluating.WaitAsync(TimeSpan.FromSeconds(30));
        using var reference = new TaskModel(served.Model, diff);
        Comparison.Close(reference.Logits(inputs), logits, Comparison.Tolerance);
    }

    [Fact]
    public void Server_ThatCannotBeBuilt_LeavesNoThreads()
    {
        const int Threads = 7;
        using var served = new ServedBase("bert");
        var options = new ServingOptions { Threads = Threads, Batching = null! }; // missed when the threads are there
        Assert.Throws<NullReferenceException>(() => new TaskServer(served.Model, options));
        Assert.DoesNotContain(
            Directory.GetDirectories("/proc/self/task").Select(thread => Path.Combine(thread, "comm")).Where(File.Exists),
            path => File.ReadAllText(path).Trim() == $"serving {Threads - 1}");
    }

    [Fact]
    public void Load_AnotherBase_IsRefused()
    {
        using var served = new ServedBase("bert");
        using var other = new ServedBase("distilbert");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1 });
        var error = Assert.Throws<TaskGridException>(() => server.Load(other.AnyTask()));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, error.Code);
    }
}

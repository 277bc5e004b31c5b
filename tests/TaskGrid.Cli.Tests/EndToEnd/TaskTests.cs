using System.Text.Json;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>What commands do with a store as with a server: the same cases run over both.</summary>
public abstract class TaskTests(TrainedStore store)
{
    /// <summary>The options that lead to the store or the server.</summary>
    protected abstract string[] Place { get; }

    [Fact]
    public void Train_AsJson_PrintsEveryDocumentedField()
    {
        var result = store.Training;
        var parameters = store.Import.GetProperty("parameters").GetInt32();

        Assert.Equal("reviews", result.GetProperty("task").GetString());
        Assert.Equal("mini", result.GetProperty("base").GetString());
        Assert.Equal("diff-pruning", result.GetProperty("method").GetString());
        Assert.Equal("accuracy", result.GetProperty("metric").GetString());
        Assert.Matches("^(cpu|cuda:[0-9]+)$", result.GetProperty("device").GetString());
        Assert.Equal(parameters, result.GetProperty("parameters").GetInt32());
        Assert.Equal((int)(0.005m * parameters), result.GetProperty("nonzeros").GetInt32());
        Assert.All(
            ["value", "nonEmbeddingParameters", "density", "diffBytes", "headBytes", "seconds"],
            field => Assert.True(result.GetProperty(field).GetDouble() > 0, field));
    }

    [Fact]
    public void Predict_EveryDevRow_GivesTheScoresThatEvalCounts()
    {
        var evaluated = Json("eval", "reviews", "--data", store.Dev, "--json");
        var predicted = Json("predict", "reviews", "--input", store.Dev, "--json").EnumerateArray()
            .Select(item => item.GetProperty("label").GetString()).ToList();
        var labels = File.ReadLines(store.Dev).Skip(1).Select(line => line.Split('\t')[1]).ToList();

        Assert.Equal(store.Training.GetProperty("device").GetString(), evaluated.GetProperty("device").GetString());
        Assert.Equal(labels.Count, evaluated.GetProperty("rows").GetInt32());
        Assert.Equal(
            labels.Zip(predicted).Count(pair => pair.First == pair.Second) / (double)labels.Count,
            evaluated.GetProperty("value").GetDouble(),
            precision: 12);
        Assert.Equal(
            store.Training.GetProperty("value").GetDouble(), evaluated.GetProperty("value").GetDouble(), precision: 12);
    }

    [Fact]
    public void Predict_TextFileAndStandardInput_GiveTheSameScores()
    {
        var texts = File.ReadLines(store.Dev).Skip(1).Take(3).Select(line => line.Split('\t')[0]).ToList();
        var input = string.Join('\n', texts) + "\n";
        var fromPipe = CliProcess.Json(
            CliProcess.RunWithInput(store.Folder, input, ["predict", "reviews", "-", "--json", .. Place]));
        var fromFile = Json("predict", "reviews", "--input", store.Dev, "--json");

        Assert.Equal(3, fromPipe.GetArrayLength());
        for (var i = 0; i < texts.Count; i++)
        {
            var fromText = Json("predict", "reviews", "--text", texts[i], "--json")[0];
            AssertSame(fromText, fromPipe[i]);
            AssertSame(fromText, fromFile[i]);
        }
    }

    [Fact]
    public void Predict_AsText_PrintsLabelsWithScores()
    {
        var table = Run("predict", "reviews", "--text", "the film was warm and great .");
        var lines = CliProcess.RunWithInput(
            store.Folder, "the film was warm .\nthe cast was dull .\n", ["predict", "reviews", "-", .. Place]);

        Assert.Matches(@"^label +score\n(good|bad) +0\.\d{4}\n(good|bad) +0\.\d{4}\n$", table.Output);
        Assert.Matches(@"^((good|bad)\t[01]\.\d{4}\n){2}$", lines.Output);
    }

    [Fact]
    public void Show_TheTask_AgreesWithItsTraining()
    {
        var shown = Json("task", "show", "reviews", "--json");
        var listed = Json("task", "list", "--json").GetProperty("tasks").EnumerateArray()
            .Single(task => task.GetProperty("name").GetString() == "reviews");

        Assert.Equal(shown.GetRawText(), listed.GetRawText());
        Assert.Equal(store.Training.GetProperty("nonzeros").GetInt32(), shown.GetProperty("nonzeros").GetInt32());
        Assert.Equal("mini", shown.GetProperty("base").GetString());
    }

    [Fact]
    public void Train_TheSameAgain_GivesTheSameBytesAndTheFieldsThatWatchRepeats()
    {
        var result = Json([.. store.TrainArguments("again"), "--json"]);
        var version = Json("version", "show", "again", "--json");
        var watched = Json("job", "watch", version.GetProperty("job").GetString()!, "--json");

        Assert.Equal(
            store.Training.EnumerateObject().Select(field => field.Name),
            result.EnumerateObject().Select(field => field.Name));
        Assert.Equal(result.GetRawText(), watched.GetRawText());
        Assert.Equal(
            Json("version", "show", "reviews", "--json").GetProperty("sha256").GetString(),
            version.GetProperty("sha256").GetString());
        Json("task", "delete", "again", "--json");
    }

    [Fact]
    public void Train_FromAVersionWithEarlyStopping_IsTheJobsSpec()
    {
        Json(
            [.. store.TrainArguments("onward"), "--method", "last-layer", "--continue-from", "reviews@v1", "--early-stop", "1",
                "--json"]);
        var job = Json("version", "show", "onward", "--json").GetProperty("job").GetString()!;
        var spec = Json("job", "show", job, "--json").GetProperty("spec");

        Assert.Equal("reviews@v1", spec.GetProperty("continueFrom").GetString());
        Assert.Equal(1, spec.GetProperty("earlyStopEpochs").GetInt32());
        Json("task", "delete", "onward", "--json");
    }

    [Fact]
    public void TrainAndImport_WithAnotherAliasOrNone_LeaveLiveAsItIs()
    {
        Json([.. store.TrainArguments(Own("aside")), "--method", "last-layer", "--json"]);
        Json([.. store.TrainArguments(Own("aside")), "--method", "last-layer", "--seed", "2", "--alias", "none", "--json"]);
        var file = Export(Own("aside@v2"));
        Json("diff", "import", file, "--task", Own("aside"), "--alias", "canary", "--json");
        Json("diff", "import", file, "--task", Own("aside"), "--alias", "none", "--json");

        Assert.Equal(
            [("canary", 3), ("live", 1)],
            Json("alias", "list", Own("aside"), "--json").GetProperty("aliases").EnumerateArray().Select(alias =>
                (alias.GetProperty("name").GetString(), alias.GetProperty("targets")[0].GetProperty("version").GetInt32())));
        Assert.Equal([1, 2, 3, 4], Versions(Own("aside")));
        Json("task", "delete", Own("aside"), "--json");
    }

    [Fact]
    public void TaskSet_DescriptionAndRules_ReplaceWhatWasThereAndAreShown()
    {
        var file = Export("reviews");
        for (var version = 1; version <= 3; version++) Json("diff", "import", file, "--task", Own("ruled"), "--json");
        var set = Json(
            "task", "set", Own("ruled"), "--description", "Films.", "--keep-versions", "1", "--keep-for", "30", "--json");

        Assert.Equal(set.GetRawText(), Json("task", "show", Own("ruled"), "--json").GetRawText());
        Assert.Equal("Films.", set.GetProperty("description").GetString());
        Assert.Equal(1, set.GetProperty("keepVersions").GetInt32());
        Assert.Equal("30.00:00:00", set.GetProperty("keepFor").GetString());
        Assert.Equal([2, 3], Versions(Own("ruled"))); // 'live' would be rolled back to v2
        var text = Run("task", "show", Own("ruled")).Output;
        Assert.Matches(@"(?m)^description +Films\.$", text);
        Assert.Matches(@"(?m)^keeps +the 1 newest, for 30 days;", text);

        set = Json("task", "set", Own("ruled"), "--keep-for", "0.5", "--json");
        Assert.Equal("", set.GetProperty("description").GetString());
        Assert.Equal(JsonValueKind.Null, set.GetProperty("keepVersions").ValueKind);
        Assert.Equal("12:00:00", set.GetProperty("keepFor").GetString());
        Assert.Equal(ExitCodes.Usage, Run("task", "set", Own("ruled")).ExitCode);
        Json("task", "delete", Own("ruled"), "--json");
    }

    [Fact]
    public void VersionShow_WhatWasTrained_HasTheRecordOfItsDiff()
    {
        var record = Json("version", "show", "reviews", "--json").GetProperty("training");

        Assert.True(JsonElement.DeepEquals(Json("diff", "show", "reviews", "--json").GetProperty("training"), record));
        foreach (var field in (string[])["method", "value", "epochs", "seed", "trainRows", "devRows", "precision", "steps"])
            Assert.Equal(store.Training.GetProperty(field).GetRawText(), record.GetProperty(field).GetRawText());
        Assert.True(record.GetProperty("learningRate").GetDouble() > 0);
        Assert.Matches(@"(?m)^training +\d+ epochs of 96 rows, ", Run("version", "show", "reviews").Output);
    }

    [Fact]
    public void F1_WhereverItIsPrinted_NamesItsLabel()
    {
        var trained = Run([.. store.TrainArguments("judged"), "--method", "bitfit", "--metric", "f1", "--positive", "bad"]);

        Assert.Matches(@"(?m)^dev f1 \(bad\) ", trained.Output);
        Assert.Matches(@"(?m)^f1 \(bad\) ", Run("eval", "judged", "--data", store.Dev).Output);
        Assert.Matches(@"(?m)^f1 \(good\) ", Run("eval", "reviews", "--data", store.Dev).Output);
        Assert.Matches(@"(?m)^dev f1 \(bad\) ", Run("task", "show", "judged").Output);
        Assert.Matches(@"(?m)^judged .* f1 \(bad\) ", Run("task", "list").Output);
        Assert.Matches(@" f1 \(bad\) ", Run("version", "list", "judged").Output);
        Assert.Matches(@", dev f1 \(bad\) ", Run("job", "list", "--task", "judged").Output);
        Assert.Equal("bad", Json("eval", "judged", "--data", store.Dev, "--json").GetProperty("positive").GetString());
        Json("task", "delete", "judged", "--json");
    }

    [Fact]
    public void Version_PinnedAndPrefetched_SaysSo()
    {
        Assert.True(Json("version", "pin", "reviews@v1", "--json").GetProperty("isPinned").GetBoolean());
        Assert.True(Json("version", "show", "reviews", "--json").GetProperty("isPinned").GetBoolean());
        Assert.Equal(1, Json("version", "prefetch", "reviews", "--json").GetProperty("number").GetInt32());
        Assert.False(Json("version", "unpin", "reviews@v1", "--json").GetProperty("isPinned").GetBoolean());
    }

    [Fact]
    public void Aliases_SetSplitAndRolledBack_ChooseTheVersionThatAnswers()
    {
        foreach (var seed in (string[])["1", "2"])
            Json([.. store.TrainArguments(Own("moves")), "--method", "last-layer", "--seed", seed, "--json"]);
        Assert.Equal("v2", Live());
        Run("alias", "set", Own("moves"), "live", "v1");
        Assert.Equal("v1", Live());
        Assert.Equal(1, Measured("eval", Own("moves")));
        Assert.Equal(2, Measured("version", "evaluate", Own("moves@v2")));
        Assert.Equal(
            Json("predict", Own("moves@v1"), "--input", store.Dev, "--json")[0].GetProperty("label").GetString(),
            Json("predict", Own("moves"), "--input", store.Dev, "--json")[0].GetProperty("label").GetString());

        Json("alias", "rollback", Own("moves"), "live", "--json");
        Assert.Equal("v2", Live());
        var split = Json("alias", "set", Own("moves"), "canary", "v1=90", "v2=10", "--json");
        Assert.Equal(90, split.GetProperty("targets")[0].GetProperty("weight").GetDouble());
        Assert.Matches(@"(?m)^canary +v1=90 v2=10 ", Run("alias", "list", Own("moves")).Output);
        Assert.Equal(2, Json("version", "list", Own("moves"), "--json").GetProperty("versions").GetArrayLength());
        Assert.Equal(Own("moves@canary"), Json("alias", "delete", Own("moves"), "canary", "--json").GetProperty("deleted").GetString());
        Assert.Equal(ExitCodes.Usage, Run("version", "delete", Own("moves")).ExitCode); // whatever 'live' names
        Assert.Equal(Own("moves@v1"), Json("version", "delete", Own("moves@v1"), "--json").GetProperty("deleted").GetString());
        Assert.Equal(1, Json("version", "list", Own("moves"), "--json").GetProperty("versions").GetArrayLength());
        Json("task", "delete", Own("moves"), "--json");

        int Measured(params string[] arguments) =>
            Json([.. arguments, "--data", store.Dev, "--json"]).GetProperty("version").GetInt32();

        string Live() => Run("version", "list", Own("moves")).Output.Split('\n')
            .Single(line => line.Contains(" live", StringComparison.Ordinal)).Split(' ')[0];
    }

    [Fact]
    public void Jobs_OfATask_AreListedAndShown()
    {
        var listed = Json("job", "list", "--task", "reviews", "--json").GetProperty("jobs")[0];
        var shown = Json("job", "show", listed.GetProperty("id").GetString()!, "--json");

        Assert.Equal(listed.GetRawText(), shown.GetRawText());
        Assert.Equal("Succeeded", shown.GetProperty("status").GetString());
        Assert.Equal(store.Training.GetRawText(), shown.GetProperty("result").GetRawText());
        Assert.Equal(ExitCodes.Usage, Run("job", "pause", shown.GetProperty("id").GetString()!).ExitCode);
    }

    [Fact]
    public void Delete_ATask_LeavesItsNumbersAlone()
    {
        var before = TrainedStore.Listing(store.Store);
        Json([.. store.TrainArguments(Own("doomed")), "--method", "last-layer", "--json"]);
        Json("task", "delete", Own("doomed"), "--json");

        var after = TrainedStore.Listing(store.Store);
        Assert.Equal([$"tenants/default/tasks/{Own("doomed")}.json"], after.Except(before));
        Assert.Empty(before.Except(after));
        Assert.Equal(ExitCodes.NotFound, Run("predict", Own("doomed"), "--text", "x").ExitCode);
    }

    [Theory]
    [InlineData("task", "show", "nope")]
    [InlineData("task", "delete", "nope")]
    [InlineData("task", "set", "nope", "--description", "x")]
    [InlineData("base", "show", "nope")]
    [InlineData("job", "show", "nope")]
    [InlineData("job", "watch", "ftjob-00000000000000000000000000")]
    [InlineData("job", "pause", "nope")]
    [InlineData("job", "resume", "nope")]
    [InlineData("job", "cancel", "../nope")]
    [InlineData("version", "list", "nope")]
    [InlineData("version", "show", "reviews@v99")]
    [InlineData("version", "show", "reviews@canary")]
    [InlineData("version", "evaluate", "reviews@v99", "--data", "dev.tsv")]
    [InlineData("alias", "list", "nope")]
    [InlineData("alias", "set", "reviews", "live", "v99")]
    [InlineData("alias", "rollback", "reviews", "canary")]
    [InlineData("alias", "delete", "reviews", "canary")]
    [InlineData("version", "delete", "reviews@v99")]
    [InlineData("diff", "show", "reviews@v99")]
    [InlineData("diff", "verify", "nope")]
    [InlineData("diff", "export", "nope", "--output", "x.tgdiff")]
    [InlineData("diff", "import", "nope.tgdiff", "--task", "x")]
    [InlineData("predict", "nope", "--text", "x")]
    [InlineData("eval", "nope", "--data", "dev.tsv")]
    [InlineData("eval", "reviews", "--data", "nope.tsv")]
    [InlineData("predict", "reviews", "--input", "nope.tsv")]
    [InlineData("train", "x", "--base", "nope", "--train", "train.tsv")]
    [InlineData("train", "x", "--base", "mini", "--train", "nope.tsv")]
    [InlineData("train", "x", "--base", "mini", "--train", "train.tsv", "--continue-from", "nope@v1")]
    [InlineData("train", "x", "--base", "mini", "--train", "train.tsv", "--continue-from", "ftjob-00000000000000000000000000")]
    public void Run_SomethingThatDoesNotExist_IsNotFound(params string[] arguments)
    {
        var outcome = Run([.. arguments, "--json"]);

        Assert.Equal(ExitCodes.NotFound, outcome.ExitCode);
        Assert.EndsWith("_not_found", CliProcess.Json(outcome).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public void Train_BadRows_AreAllNamed()
    {
        var file = Path.Combine(store.Folder, "bad-rows.tsv");
        File.WriteAllText(file, "sentence\tlabel\na film\tgood\n\tbad\na book\t\na play\tbad\n");
        var outcome = Run("train", "x", "--base", "mini", "--train", file, "--json");
        var details = CliProcess.Json(outcome).GetProperty("error").GetProperty("details").EnumerateArray()
            .Select(detail => detail.GetString()!).ToList();

        Assert.Equal(ExitCodes.InvalidData, outcome.ExitCode);
        Assert.Contains("bad-rows.tsv", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(details, detail => detail.Contains("line 3", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(details, detail => detail.Contains("line 4", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Runs a command there.</summary>
    internal CliOutcome Run(params string[] arguments) => CliProcess.Run(store.Folder, [.. arguments, .. Place]);

    // A task of this suite alone: one that the other has deleted would go on counting its versions.
    private string Own(string task) => $"{GetType().Name.ToLowerInvariant()}-{task}";

    private JsonElement Json(params string[] arguments) => store.Json([.. arguments, .. Place]);

    private int[] Versions(string task) =>
        [.. Json("version", "list", task, "--json").GetProperty("versions").EnumerateArray()
            .Select(version => version.GetProperty("number").GetInt32())];

    private string Export(string model)
    {
        var file = Path.Combine(store.Folder, "exported.tgdiff");
        Json("diff", "export", model, "--format", "tgdiff", "--output", file, "--json");
        return file;
    }

    private static void AssertSame(JsonElement expected, JsonElement actual)
    {
        Assert.Equal(expected.GetProperty("label").GetString(), actual.GetProperty("label").GetString());
        foreach (var (one, other) in expected.GetProperty("scores").EnumerateArray()
            .Zip(actual.GetProperty("scores").EnumerateArray()))
        {
            Assert.Equal(one.GetProperty("score").GetDouble(), other.GetProperty("score").GetDouble(), 1e-6);
        }
    }
}

using System.Text.Json;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class TaskTests(TrainedStore store)
{
    [Fact]
    public void Train_AsJson_PrintsEveryDocumentedField()
    {
        var result = store.Training;
        var parameters = store.Import.GetProperty("parameters").GetInt32();

        Assert.Equal("reviews", result.GetProperty("task").GetString());
        Assert.Equal("mini", result.GetProperty("base").GetString());
        Assert.Equal("diff-pruning", result.GetProperty("method").GetString());
        Assert.Equal("accuracy", result.GetProperty("metric").GetString());
        Assert.Equal(parameters, result.GetProperty("parameters").GetInt32());
        Assert.Equal((int)(0.005m * parameters), result.GetProperty("nonzeros").GetInt32());
        Assert.All(
            ["value", "nonEmbeddingParameters", "density", "diffBytes", "headBytes", "seconds"],
            field => Assert.True(result.GetProperty(field).GetDouble() > 0, field));
    }

    [Fact]
    public void Predict_EveryDevRow_GivesTheScoresThatEvalCounts()
    {
        var evaluated = store.Json("eval", "reviews", "--data", store.Dev, "--json");
        var predicted = store.Json("predict", "reviews", "--input", store.Dev, "--json").EnumerateArray()
            .Select(item => item.GetProperty("label").GetString()).ToList();
        var labels = File.ReadLines(store.Dev).Skip(1).Select(line => line.Split('\t')[1]).ToList();

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
            CliProcess.RunWithInput(store.Folder, input, "predict", "reviews", "-", "--json"));
        var fromFile = store.Json("predict", "reviews", "--input", store.Dev, "--json");

        Assert.Equal(3, fromPipe.GetArrayLength());
        for (var i = 0; i < texts.Count; i++)
        {
            var fromText = store.Json("predict", "reviews", "--text", texts[i], "--json")[0];
            AssertSame(fromText, fromPipe[i]);
            AssertSame(fromText, fromFile[i]);
        }
    }

    [Fact]
    public void Predict_AsText_PrintsLabelsWithScores()
    {
        var table = CliProcess.Run(store.Folder, "predict", "reviews", "--text", "the film was warm and great .");
        var lines = CliProcess.RunWithInput(
            store.Folder, "the film was warm .\nthe cast was dull .\n", "predict", "reviews", "-");

        Assert.Matches(@"^label +score\n(good|bad) +0\.\d{4}\n(good|bad) +0\.\d{4}\n$", table.Output);
        Assert.Matches(@"^((good|bad)\t[01]\.\d{4}\n){2}$", lines.Output);
    }

    [Fact]
    public void Show_TheTask_AgreesWithItsTraining()
    {
        var shown = store.Json("task", "show", "reviews", "--json");
        var listed = store.Json("task", "list", "--json").GetProperty("tasks").EnumerateArray()
            .Single(task => task.GetProperty("name").GetString() == "reviews");

        Assert.Equal(shown.GetRawText(), listed.GetRawText());
        Assert.Equal(store.Training.GetProperty("nonzeros").GetInt32(), shown.GetProperty("nonzeros").GetInt32());
        Assert.Equal("mini", shown.GetProperty("base").GetString());
    }

    [Fact]
    public void Delete_ATask_LeavesNothingOfIt()
    {
        var before = store.Listing();
        store.Json([.. store.TrainArguments("doomed"), "--method", "last-layer", "--json"]);
        store.Json("task", "delete", "doomed", "--json");

        Assert.Equal(before, store.Listing());
        Assert.Equal(ExitCodes.NotFound, CliProcess.Run(store.Folder, "predict", "doomed", "--text", "x").ExitCode);
    }

    [Theory]
    [InlineData("task", "show", "nope")]
    [InlineData("task", "delete", "nope")]
    [InlineData("predict", "nope", "--text", "x")]
    [InlineData("eval", "nope", "--data", "dev.tsv")]
    [InlineData("eval", "reviews", "--data", "nope.tsv")]
    [InlineData("predict", "reviews", "--input", "nope.tsv")]
    [InlineData("train", "x", "--base", "nope", "--train", "train.tsv")]
    [InlineData("train", "x", "--base", "mini", "--train", "nope.tsv")]
    public void Run_SomethingThatDoesNotExist_IsNotFound(params string[] arguments)
    {
        var outcome = CliProcess.Run(store.Folder, [.. arguments, "--json"]);

        Assert.Equal(ExitCodes.NotFound, outcome.ExitCode);
        Assert.EndsWith("_not_found", CliProcess.Json(outcome).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public void Train_BadRows_AreAllNamed()
    {
        var file = Path.Combine(store.Folder, "bad-rows.tsv");
        File.WriteAllText(file, "sentence\tlabel\na film\tgood\n\tbad\na book\t\na play\tbad\n");
        var outcome = CliProcess.Run(store.Folder, "train", "x", "--base", "mini", "--train", file, "--json");
        var details = CliProcess.Json(outcome).GetProperty("error").GetProperty("details").EnumerateArray()
            .Select(detail => detail.GetString()!).ToList();

        Assert.Equal(ExitCodes.InvalidData, outcome.ExitCode);
        Assert.Contains(details, detail => detail.Contains("line 3", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(details, detail => detail.Contains("line 4", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Train_StoreThatIsAFile_IsUnavailable()
    {
        var outcome = CliProcess.Run(store.Folder, [.. store.TrainArguments("x"), "--store", store.Train]);

        Assert.Contains(outcome.ExitCode, (int[])[ExitCodes.Environment, ExitCodes.NotFound]);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
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

using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class BaseTests(TrainedStore store)
{
    [Fact]
    public void Import_SampleBase_IsListedAndShownAsImported()
    {
        var listed = store.Json("base", "list", "--json").GetProperty("bases").EnumerateArray().Single();
        var shown = store.Json("base", "show", "mini", "--json");

        Assert.Equal(store.Import.GetRawText(), shown.GetRawText());
        Assert.Equal(store.Import.GetRawText(), listed.GetRawText());
        Assert.Matches("^[0-9a-f]{64}$", shown.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public void Show_AsText_NamesFingerprintAndParameters()
    {
        var outcome = CliProcess.Run(store.Folder, "base", "show", "mini");

        Assert.Contains(store.Import.GetProperty("fingerprint").GetString()!, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("that a diff may change", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_OneMask_GivesTokensByFallingProbability()
    {
        var predictions = store.Json("base", "fill", "mini", "--text", "the film was [MASK] .", "--top", "7", "--json")
            .GetProperty("predictions").EnumerateArray().ToList();
        var probabilities = predictions.Select(item => item.GetProperty("probability").GetDouble()).ToList();

        Assert.Equal(7, predictions.Count);
        Assert.All(predictions, item => Assert.NotEqual("", item.GetProperty("token").GetString()));
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.InRange(probabilities.Sum(), 1e-6, 1);
    }

    [Fact]
    public void Fill_WithoutMask_IsRefused()
    {
        var outcome = CliProcess.Run(store.Folder, "base", "fill", "mini", "--text", "the film was good .");

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("[MASK]", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_APair_GivesMoreIdsAndOneVector()
    {
        var single = store.Json("base", "encode", "mini", "--text", "a film", "--json");
        var pair = store.Json("base", "encode", "mini", "--text", "a film", "--text-pair", "a book", "--json");

        Assert.Equal(single.GetProperty("ids")[0].GetInt32(), pair.GetProperty("ids")[0].GetInt32());
        Assert.True(pair.GetProperty("ids").GetArrayLength() > single.GetProperty("ids").GetArrayLength());
        Assert.Equal(store.Import.GetProperty("hiddenSize").GetInt32(), pair.GetProperty("cls").GetArrayLength());
    }

    [Theory]
    [InlineData("base", "show", "nope")]
    [InlineData("base", "fill", "nope", "--text", "[MASK]")]
    [InlineData("base", "import", "/does/not/exist", "--name", "x")]
    public void Run_SomethingThatDoesNotExist_IsNotFound(params string[] arguments)
    {
        var outcome = CliProcess.Run(store.Folder, [.. arguments, "--json"]);

        Assert.Equal(ExitCodes.NotFound, outcome.ExitCode);
        Assert.EndsWith("_not_found", CliProcess.Json(outcome).GetProperty("error").GetProperty("code").GetString());
    }
}

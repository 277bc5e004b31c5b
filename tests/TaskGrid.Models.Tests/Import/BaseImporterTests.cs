using System.Security.Cryptography;

namespace TaskGrid.Models.Tests;

public sealed class BaseImporterTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bert", "F32")]
    [InlineData("bert", "F16")]
    [InlineData("distilbert", "BF16")]
    [InlineData("distilbert", "F32")]
    [InlineData("electra", "F16")]
    [InlineData("electra", "F32")]
    public async Task ImportAsync_EachArchitectureAndType_StoresEveryWeightInCanonicalOrder(
        string architecture, string type)
    {
        var model = TestModel.Of(architecture, type);
        var result = await _folder.ImportAsync(model.WriteTo(_folder["source"]));
        var stored = BaseFolder.Open(_folder.Store("b"));
        var (parameters, head) = (new float[stored.Layout.Count], new float[stored.HeadLayout!.Count]);
        stored.ReadParameters(parameters);
        stored.ReadPretrainingHead(head);

        Assert.Equal(model.Tensors.SelectMany(tensor => tensor.Values()), parameters.Concat(head));
        Assert.False(result.Unchanged);
        Assert.Equal(stored.Info, result.Info);
        Assert.Equal((architecture, "b"), (result.Info.Architecture, result.Info.Name));
        Assert.Equal((parameters.Length, head.Length), (result.Info.Parameters, result.Info.PretrainingHeadParameters));
        Assert.Equal(model.Tokens, stored.ReadVocabulary().Tokens);
    }

    [Fact]
    public async Task ImportAsync_TgMini_HasItsPublishedFigures()
    {
        var result = await _folder.ImportAsync(Samples.TgMini, "tg-mini");
        var stored = BaseFolder.Open(_folder.Store("tg-mini"));
        // Computed from docs/specs/base-fingerprint.md by a Python script of its own.
        Assert.Equal(TgMiniFingerprint, result.Info.Fingerprint);
        Assert.Equal(5_430_786, result.Info.Parameters + result.Info.PretrainingHeadParameters + 514);
        string[] ignored = ["cls.seq_relationship.bias", "cls.seq_relationship.weight"];
        Assert.Equal(ignored, result.IgnoredTensors.AsEnumerable());
        Assert.Equal((4, 256, 4), (result.Info.Layers, result.Info.HiddenSize, result.Info.Heads));
        Assert.Equal((128, 8192), (result.Info.MaxLength, result.Info.VocabularySize));
        Assert.True(stored.TokenizerSettings.LowerCase);
        stored.VerifyFingerprint();
    }

    [Fact]
    public async Task ImportAsync_NoPoolerAndNoHead_IsFine()
    {
        var model = TestModel.Bert();
        model.Tensors.RemoveAll(tensor => tensor.Canonical.StartsWith("mlm", StringComparison.Ordinal)
            || tensor.Canonical.StartsWith("pooler", StringComparison.Ordinal));
        var result = await _folder.ImportAsync(model.WriteTo(_folder["source"]));
        Assert.Equal(0, result.Info.PretrainingHeadParameters);
        Assert.Equal(model.Tensors.Sum(tensor => tensor.Values().Length), result.Info.Parameters);
        Assert.Null(BaseFolder.Open(_folder.Store("b")).HeadLayout);
    }

    [Fact]
    public async Task ImportAsync_TwoNames_WriteTheSameBytes()
    {
        var source = TestModel.Bert("F16").WriteTo(_folder["source"]);
        await _folder.ImportAsync(source, "one");
        await _folder.ImportAsync(source, "two");
        foreach (var file in new[] { "model.safetensors", "config.json", "vocab.txt" })
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(_folder.Store("one"), file)),
                await File.ReadAllBytesAsync(Path.Combine(_folder.Store("two"), file)));
        }

        Assert.Equal(["one", "two"], Directory.GetFileSystemEntries(_folder.Bases).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    public async Task ImportAsync_OfAStoredBase_GivesTheSameBase(string architecture)
    {
        var first = await _folder.ImportAsync(TestModel.Of(architecture).WriteTo(_folder["source"]), "one");
        var second = await _folder.ImportAsync(_folder.Store("one"), "two");
        Assert.Equal(first.Info.Fingerprint, second.Info.Fingerprint);
        Assert.Equal(
            SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.Store("one"), "model.safetensors"))),
            SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.Store("two"), "model.safetensors"))));
    }

    [Fact]
    public async Task ImportAsync_SameSourceAgain_IsUnchanged()
    {
        var source = TestModel.Bert().WriteTo(_folder["source"]);
        var first = await _folder.ImportAsync(source);
        var written = File.GetLastWriteTimeUtc(Path.Combine(_folder.Store("b"), "base.json"));
        var second = await _folder.ImportAsync(source);
        Assert.True(second.Unchanged);
        Assert.Equal(first.Info, second.Info);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(_folder.Store("b"), "base.json")));
    }

    [Theory]
    [InlineData("weights")]
    [InlineData("vocabulary")]
    [InlineData("heads")]
    [InlineData("case")]
    public async Task ImportAsync_AnotherBaseUnderTheName_IsRefused(string difference)
    {
        await _folder.ImportAsync(TestModel.Bert().WriteTo(_folder["source"]));
        var before = File.ReadAllBytes(Path.Combine(_folder.Store("b"), "base.json"));
        var other = TestModel.Bert(seed: difference == "weights" ? 2 : 1);
        if (difference == "vocabulary") other.Tokens[^1] = "another";
        if (difference == "heads") other.Config["num_attention_heads"] = 4;
        other.WriteTo(_folder["other"]);
        if (difference == "case")
            File.WriteAllText(Path.Combine(_folder["other"], "tokenizer_config.json"), """{"do_lower_case":false}""");
        var error = await Assert.ThrowsAsync<TaskGridException>(() => _folder.ImportAsync(_folder["other"]));
        Assert.Equal(ErrorCodes.BaseExists, error.Code);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(_folder.Store("b"), "base.json")));
    }

    [Fact]
    public async Task ImportAsync_Cancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new SynchronousProgress(step =>
        {
            if (step.Stage == BaseImportStage.Checking && step.Bytes > 1000) cancellation.Cancel();
        });
        var source = TestModel.Bert().WriteTo(_folder["source"]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _folder.ImportAsync(source, "b", null, progress, cancellation.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Bases));
    }

    [Fact]
    public async Task ImportAsync_Progress_EndsWithAllBytes()
    {
        var steps = new List<BaseImportProgress>();
        var model = TestModel.Bert();
        await _folder.ImportAsync(model.WriteTo(_folder["source"]), "b", null, new SynchronousProgress(steps.Add));
        var total = model.Tensors.Sum(tensor => (long)tensor.Data.Length);
        Assert.Equal((total, total), (steps[^1].Bytes, steps[^1].TotalBytes!.Value));
        Assert.Equal(steps.Select(step => step.Bytes).Order(), steps.Select(step => step.Bytes));
    }

    [Theory]
    [InlineData("Upper", ErrorCodes.InvalidName)]
    [InlineData(".hidden", ErrorCodes.InvalidName)]
    public async Task ImportAsync_BadName_IsRefused(string name, string code)
    {
        var source = TestModel.Bert().WriteTo(_folder["source"]);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => _folder.ImportAsync(source, name));
        Assert.Equal(code, error.Code);
    }

    private const string TgMiniFingerprint = "7d984404fc0b4c84bad10f93c64d35329b465cf735b7a1917f41a416e3410314";
}

using System.Buffers.Binary;
using System.Text.Json;
using TaskGrid.Cli.Output;
using TaskGrid.Diffs;

namespace TaskGrid.Cli.Tests.EndToEnd;

[Collection(EndToEndGroup.Name)]
public sealed class DiffTests(TrainedStore store)
{
    [Fact]
    public void Show_TheTasksDiff_AgreesWithItsTraining()
    {
        var shown = store.Json("diff", "show", "reviews", "--json");

        Assert.Equal(store.Training.GetProperty("nonzeros").GetInt32(), shown.GetProperty("nonzeros").GetInt32());
        Assert.Equal("diff-pruning", shown.GetProperty("training").GetProperty("method").GetString());
    }

    [Fact]
    public void Export_Safetensors_HoldsIndicesAndValuesByName()
    {
        var file = Path.Combine(store.Folder, "reviews.safetensors");
        store.Json("diff", "export", "reviews", "--format", "safetensors", "--output", file, "--json");

        var bytes = File.ReadAllBytes(file);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var header = JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement;
        var indices = header.EnumerateObject()
            .Where(item => item.Name.EndsWith(".indices", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(indices);
        Assert.All(indices, item => Assert.Equal("I32", item.Value.GetProperty("dtype").GetString()));
        Assert.All(indices, item => Assert.True(header.TryGetProperty(item.Name[..^8] + ".values", out _)));
        Assert.Equal(
            store.Training.GetProperty("nonzeros").GetInt32(),
            indices.Sum(item => item.Value.GetProperty("shape")[0].GetInt32()));
    }

    [Theory]
    [InlineData("safetensors")]
    [InlineData("tgdiff")]
    public void Import_WhatWasExported_PredictsTheSame(string format)
    {
        var file = Path.Combine(store.Folder, "copy." + format);
        store.Json("diff", "export", "reviews", "--format", format, "--output", file, "--json");
        store.Json("diff", "import", file, "--task", "copy", "--json");

        // An export is of fp32 values, and what they take in a file is as much as before.
        Assert.Equal(Sha256("reviews"), Sha256("copy"));

        // Two processes may choose different ways to serve, which round differently.
        var (original, copy) = (Scores("reviews"), Scores("copy"));
        Assert.Equal(original.Count, copy.Count);
        foreach (var (first, second) in original.Zip(copy))
        {
            Assert.Equal(first.Label, second.Label);
            Assert.Equal(first.Score, second.Score, 1e-5);
        }

        store.Json("task", "delete", "copy", "--json");

        string? Sha256(string task) => store.Json("version", "show", task, "--json").GetProperty("sha256").GetString();
    }

    private List<(string? Label, double Score)> Scores(string task) =>
        [.. store.Json("predict", task, "--input", store.Dev, "--json").EnumerateArray()
            .SelectMany(prediction => prediction.GetProperty("scores").EnumerateArray())
            .Select(score => (score.GetProperty("label").GetString(), score.GetProperty("score").GetDouble()))];

    [Fact]
    public void Copy_BetweenStores_IsVerifiedAndDoneOnce()
    {
        using var other = new TemporaryFolder();
        var to = other.File("kept");
        var pushed = store.Json("diff", "push", "reviews", "--to", to, "--alias", "canary", "--json");
        var again = store.Json("diff", "push", "reviews@v1", "--to", to, "--json");
        var pulled = store.Json("diff", "pull", "reviews@canary", "--from", to, "--to", other.File("third"), "--json");
        var here = store.Json("diff", "pull", "reviews@v1", "--to", other.File("third"), "--json");

        Assert.Equal([true, false, true, false], new[] { pushed, again, pulled, here }
            .Select(copy => copy.GetProperty("copied").GetBoolean()));
        Assert.Single(new[] { pushed, again, pulled, here }
            .Select(copy => copy.GetProperty("sha256").GetString()).Append(Sha256(store.Store)).Distinct());
        Assert.Equal(
            ExitCodes.NotFound, CliProcess.Run(store.Folder, "task", "show", "nope", "--store", to).ExitCode);
        var alias = store.Json("alias", "list", "reviews", "--store", to, "--json").GetProperty("aliases")[0];
        Assert.Equal("canary", alias.GetProperty("name").GetString());
        store.Json("diff", "push", "reviews", "--to", other.File("aside"), "--alias", "none", "--json");
        Assert.Empty(store.Json("alias", "list", "reviews", "--store", other.File("aside"), "--json").GetProperty("aliases").EnumerateArray());

        string? Sha256(string place) =>
            store.Json("version", "show", "reviews", "--store", place, "--json").GetProperty("sha256").GetString();
    }

    [Fact]
    public void Copy_FromAServerAndToOne_IsTheSameVersion()
    {
        using var other = new TemporaryFolder();
        using var server = ServerProcess.Start(
            store.Folder, other.File("third"), "--no-auth", "--bases", Path.Combine(store.Store, "bases"));
        var pushed = store.Json("diff", "push", "reviews", "--to", other.File("kept"), "--server", store.Server, "--json");
        var pulled = store.Json("diff", "pull", "reviews", "--from", other.File("kept"), "--server", server.Url, "--json");
        var again = store.Json("diff", "pull", "reviews", "--from", other.File("kept"), "--server", server.Url, "--json");

        Assert.Equal([true, true, false], new[] { pushed, pulled, again }.Select(copy => copy.GetProperty("copied").GetBoolean()));
        Assert.Equal(pushed.GetProperty("sha256").GetString(), pulled.GetProperty("sha256").GetString());
        Assert.Equal(store.Server, pushed.GetProperty("from").GetString());
        Assert.Equal(server.Url, pulled.GetProperty("to").GetString());
        Assert.Equal(
            store.Json("predict", "reviews", "--text", "the film was warm .", "--json").ToString(),
            store.Json("predict", "reviews", "--text", "the film was warm .", "--server", server.Url, "--json").ToString());
    }

    [Fact]
    public void Copy_ADamagedVersion_IsRefusedAndLeavesTheTargetAsItWas()
    {
        using var other = new TrainedStoreCopy(store);
        using var third = new TemporaryFolder();
        other.Spoil("reviews");
        var outcome = CliProcess.Run(store.Folder, other.At("diff", "push", "reviews", "--to", third.File("store")));

        Assert.Equal(ExitCodes.Damaged, outcome.ExitCode);
        Assert.False(Directory.Exists(third.File("store")));
    }

    [Fact]
    public void Copy_BetweenStoresWithAnotherBase_IsRefused()
    {
        using var other = new TemporaryFolder();
        Directory.CreateDirectory(other.File("store"));
        CliProcess.RunProgram("cp", store.Folder, "-r", TrainedStore.SampleBase, other.File("source"));
        var weights = File.ReadAllBytes(other.File("source/model.safetensors"));
        weights[8 + BinaryPrimitives.ReadInt64LittleEndian(weights)] ^= 1; // the first tensor behind the header
        File.WriteAllBytes(other.File("source/model.safetensors"), weights);
        store.Json("base", "import", other.File("source"), "--name", "other", "--store", other.File("store"), "--json");

        var outcome = CliProcess.Run(store.Folder, "diff", "push", "reviews", "--to", other.File("store"), "--json");

        Assert.Equal(ExitCodes.Damaged, outcome.ExitCode);
        Assert.Equal(
            ErrorCodes.DiffBaseMismatch,
            CliProcess.Json(outcome).GetProperty("error").GetProperty("code").GetString());
        var tasks = store.Json("task", "list", "--store", other.File("store"), "--json").GetProperty("tasks");
        Assert.Equal(0, tasks.GetArrayLength());
    }

    [Theory]
    [InlineData("push", "reviews", "--to", ".taskgrid")]
    [InlineData("pull", "reviews", "--from", "./.taskgrid/")]
    [InlineData("pull", "reviews", "--from", "ftp://x/y")]
    [InlineData("push", "reviews", "--to", "http://example.org/container")]
    public void Copy_ToTheSameStoreOrNone_IsWrongUsage(params string[] arguments) =>
        Assert.Equal(ExitCodes.Usage, CliProcess.Run(store.Folder, ["diff", .. arguments]).ExitCode);

    [Fact]
    public void Verify_AFileAtAServer_IsComparedByItsBasesFingerprintAlone()
    {
        var file = Path.Combine(store.Folder, "exported.tgdiff");
        store.Json("diff", "export", "reviews", "--format", "tgdiff", "--output", file, "--json");
        var here = store.Json("diff", "verify", file, "--json");
        var there = store.Json("diff", "verify", file, "--server", store.Server, "--json");
        Assert.Equal((true, true), (here.GetProperty("baseFound").GetBoolean(), here.GetProperty("baseChecked").GetBoolean()));
        Assert.Equal((true, false), (there.GetProperty("baseFound").GetBoolean(), there.GetProperty("baseChecked").GetBoolean()));
        Assert.DoesNotContain(
            "fits", CliProcess.Run(store.Folder, "diff", "verify", file, "--server", store.Server).Output, StringComparison.Ordinal);
    }

    // As many parameters under the right fingerprint, but in another order.
    [Fact]
    public void Verify_TensorsThatTheBaseDoesNotHave_AreRefused()
    {
        var file = Path.Combine(store.Folder, "reordered.tgdiff");
        store.Json("diff", "export", "reviews", "--format", "tgdiff", "--output", file, "--json");
        var diff = DiffFile.Read(File.ReadAllBytes(file));
        var layout = ParameterLayout.Create(diff.Diff.Layout.Tensors.Reverse().Select(tensor => (tensor.Name, tensor.Shape)));
        using (var stream = File.Create(file))
            DiffFile.Write(stream, diff with { Diff = new SparseDiff(layout, [1], [0.5f]) }, ValueFormat.Fp32);

        var outcome = CliProcess.Run(store.Folder, "diff", "verify", file, "--json");

        Assert.Equal(ExitCodes.Damaged, outcome.ExitCode);
        Assert.Equal(
            ErrorCodes.DiffBaseMismatch,
            CliProcess.Json(outcome).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public void Verify_ADamagedFile_IsRefused()
    {
        var file = Path.Combine(store.Folder, "damaged.tgdiff");
        store.Json("diff", "export", "reviews", "--format", "tgdiff", "--output", file, "--json");
        Assert.True(store.Json("diff", "verify", file, "--json").GetProperty("valid").GetBoolean());
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        Assert.Equal(ExitCodes.Damaged, CliProcess.Run(store.Folder, "diff", "verify", file).ExitCode);
        var import = CliProcess.Run(store.Folder, "diff", "import", file, "--task", "damaged");
        Assert.Equal(ExitCodes.Damaged, import.ExitCode);
        Assert.Equal(ExitCodes.NotFound, CliProcess.Run(store.Folder, "task", "show", "damaged").ExitCode);
    }
}

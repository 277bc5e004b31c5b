using System.Buffers.Binary;
using System.Text.Json;
using TaskGrid.Cli.Output;

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

        Assert.Equal(
            store.Json("predict", "reviews", "--input", store.Dev, "--json").GetRawText(),
            store.Json("predict", "copy", "--input", store.Dev, "--json").GetRawText());
        store.Json("task", "delete", "copy", "--json");
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

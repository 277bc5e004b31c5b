using TaskGrid.Models;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Tests;

public sealed class TrainingMemoryTests
{
    private const int BertBase = 109_482_240;

    // BERT-base's shape, 8 × 128 tokens, as `bench step` runs it.
    private static readonly EncoderConfig Config = Shape(30522, 768, 12, 3072, 512);

    [Theory]
    [InlineData("diff-pruning", false, 37)]
    [InlineData("diff-pruning", true, 37)]
    [InlineData("magnitude", false, 28)]
    [InlineData("full", false, 40)]
    [InlineData("fish", false, 17)]
    [InlineData("pafi", false, 20)]
    [InlineData("bitfit", false, 12)]
    public void Of_AMethod_IsItsStateAndActivations(string method, bool half, int bytesPerParameter)
    {
        var memory = Of(method, half);
        var factor = method is "full" or "magnitude" or "diff-pruning" ? 1.4 : 1.7;
        var activations = factor * (half ? 2 : 4) * 1024 * 12 * ((9 * 768) + (2 * 3072) + (2 * 12 * 128));
        Assert.Equal((half ? 60e6 : 40e6) + (bytesPerParameter * (double)BertBase) + activations, memory.FirstBytes, 1.0);
    }

    // What `bench memory` saw, in MB, of tg-mini's shape and of BERT-base's.
    [Theory]
    [InlineData(false, 16, 32, "diff-pruning", 286, 275)]
    [InlineData(false, 16, 32, "fish", 170, 171)]
    [InlineData(false, 16, 32, "magnitude", 210, 235)]
    [InlineData(false, 16, 32, "random", 134, 147)]
    [InlineData(false, 16, 32, "pafi", 177, 192)]
    [InlineData(false, 16, 32, "bitfit", 126, 139)]
    [InlineData(false, 16, 32, "last-layer", 177, 186)]
    [InlineData(false, 16, 32, "full", 273, 295)]
    [InlineData(false, 32, 128, "random", 663, 362)]
    [InlineData(false, 32, 128, "full", 617, null)]
    [InlineData(true, 2, 8, "diff-pruning", 3999, 3816)]
    [InlineData(true, 2, 8, "fish", 1794, 1604)]
    [InlineData(true, 2, 8, "magnitude", 2683, null)]
    [InlineData(true, 2, 8, "random", 1272, 1065)]
    [InlineData(true, 2, 8, "pafi", 2145, null)]
    [InlineData(true, 2, 8, "bitfit", 1232, null)]
    [InlineData(true, 2, 8, "last-layer", 1594, null)]
    [InlineData(true, 2, 8, "full", 4074, 4308)]
    public void Of_TrainingsThatWereMeasured_IsEnoughAndLittleMore(
        bool isBertBase, int batch, int length, string method, int megabytes, int? megabytesInHalf)
    {
        var config = isBertBase ? Config : Shape(8192, 256, 4, 1024, 128);
        var parameters = EncoderLayout.Create(config, hasPooler: true).Count;
        Check(half: false, megabytes);
        if (megabytesInHalf is { } measured) Check(half: true, measured);

        void Check(bool half, int measured)
        {
            var spec = new TrainSpec { Task = "t", Base = "b", TrainFile = "f", BatchSize = batch, MaxLength = length };
            var memory = TrainingMemory.Of(config, parameters, method, TrainSettings.Resolve(spec, config, 1000, 1, half));
            Assert.InRange(Math.Max(memory.FirstBytes, memory.LastBytes) / 1e6 / measured, 1, 1.4);
        }
    }

    [Fact]
    public void Of_AMethodThatChoosesEntries_ShrinksWhenTheyAreChosen()
    {
        var memory = Of("diff-pruning", half: false);
        Assert.InRange((double)memory.LastBytes / memory.FirstBytes, 0.3, 0.6);
        var full = Of("full", half: false);
        Assert.Equal(full.FirstBytes, full.LastBytes);
        Assert.True(Of("diff-pruning", half: false, batch: 16).LastBytes > memory.LastBytes);
    }

    [Fact]
    public void Require_TooLittleMemory_SaysWhatIsNeededAndWhatToDo()
    {
        var refused = Assert.Throws<TaskGridException>(
            () => new TrainingMemory(9_400_000_000, 1).Require("diff-pruning", 8_000_000_000));
        Assert.Equal(ErrorCodes.OutOfMemory, refused.Code);
        Assert.Contains("9.4 GB", refused.Message);
        Assert.Contains("--method fish", refused.Message);
        new TrainingMemory(8_000_000_000, 1).Require("diff-pruning", 8_000_000_000);
    }

    private static TrainingMemory Of(string method, bool half, int batch = 8)
    {
        var spec = new TrainSpec { Task = "t", Base = "b", TrainFile = "f", BatchSize = batch, MaxLength = 128 };
        return TrainingMemory.Of(Config, BertBase, method, TrainSettings.Resolve(spec, Config, 1000, 1, half));
    }

    // Heads are as wide as BERT's: 64.
    private static EncoderConfig Shape(int vocabulary, int width, int layers, int inner, int positions) => EncoderConfig.Parse(
        System.Text.Encoding.UTF8.GetBytes($$"""
        {
          "model_type": "bert", "vocab_size": {{vocabulary}}, "hidden_size": {{width}}, "num_hidden_layers": {{layers}},
          "num_attention_heads": {{width / 64}}, "intermediate_size": {{inner}}, "max_position_embeddings": {{positions}},
          "type_vocab_size": 2, "hidden_act": "gelu"
        }
        """),
        "test");
}

using TaskGrid.Models;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Tests;

public sealed class TrainingMemoryTests
{
    private const int BertBase = 109_482_240;

    // BERT-base's shape, 8 × 128 tokens, as `bench step` runs it.
    private static readonly EncoderConfig Config = EncoderConfig.Parse(
        """
        {
          "model_type": "bert", "vocab_size": 30522, "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
          "intermediate_size": 3072, "max_position_embeddings": 512, "type_vocab_size": 2, "hidden_act": "gelu"
        }
        """u8.ToArray(),
        "test");

    [Theory]
    [InlineData("diff-pruning", false, 32)]
    [InlineData("diff-pruning", true, 30)]
    [InlineData("magnitude", false, 20)]
    [InlineData("full", false, 24)]
    [InlineData("fish", false, 12)]
    [InlineData("bitfit", false, 8)]
    public void Of_AMethod_IsItsStateAndActivations(string method, bool half, int bytesPerParameter)
    {
        var memory = Of(method, half);
        var activations = 1.5 * (half ? 2 : 4) * 1024 * 12 * ((9 * 768) + (2 * 3072) + (2 * 12 * 128));
        Assert.Equal((bytesPerParameter * (double)BertBase) + activations, memory.FirstBytes, 1.0);
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
}

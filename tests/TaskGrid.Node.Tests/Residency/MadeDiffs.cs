using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>Diffs of the sample base that nobody had to train.</summary>
internal static class MadeDiffs
{
    private const int Step = 400;

    /// <summary>A diff with entries all over the base.</summary>
    public static TaskDiff Create(BaseModel model, int seed)
    {
        var random = new Random(seed);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        int[] indices = [.. Enumerable.Range(0, model.Layout.Count / Step).Select(entry => (entry * Step) + random.Next(Step))];
        var width = model.Config.HiddenSize;
        return new TaskDiff
        {
            Diff = new SparseDiff(model.Layout, indices, Values(indices.Length)),
            Base = model.Fingerprint,
            Head = new TaskHead
            {
                Tensors =
                [
                    new() { Name = TaskModel.HeadWeightName, Shape = [2, width], Values = Values(2 * width) },
                    new() { Name = TaskModel.HeadBiasName, Shape = [2], Values = Values(2) },
                ],
            },
            Task = new TaskDefinition { Kind = TaskKind.Classification, Metric = "accuracy", Labels = ["no", "yes"] },
        };
    }

    /// <summary>Its file.</summary>
    public static MemoryStream File(TaskDiff diff)
    {
        var file = new MemoryStream();
        DiffFile.Write(file, diff, ValueFormat.Fp32);
        file.Position = 0;
        return file;
    }
}

using TaskGrid.Benchmarks.Bytes;
using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>Synthetic tasks: entries at random places of all parameters, and a head of two labels.</summary>
internal static class ServedTasks
{
    /// <summary>The share of the parameters that a task changes.</summary>
    public const double Share = 0.005;

    /// <summary>Makes one.</summary>
    /// <param name="model">Its base.</param>
    /// <param name="seed">Tasks of one seed are equal.</param>
    public static TaskDiff Create(BaseModel model, int seed)
    {
        var count = model.Layout.Count;
        var indices = RandomMask.Draw(Density.Entries(Share, count), count, seed);
        var random = new Random(seed);
        float[] Values(int length) => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() - 0.5f) * 0.02f)];
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
}

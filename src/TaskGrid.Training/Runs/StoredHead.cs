using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Torch;

namespace TaskGrid.Training.Runs;

/// <summary>
/// A head between training and storage. A regression head learns (value − mean) ÷ deviation; what is stored gives the
/// value itself.
/// </summary>
internal static class StoredHead
{
    /// <summary>What is stored of a trained head.</summary>
    public static TaskHead Of(TaskNetwork network, EncodedTask task)
    {
        var weight = TorchDialect.Elements<float>(network.HeadWeight).ToArray();
        var bias = TorchDialect.Elements<float>(network.HeadBias).ToArray();
        for (var i = 0; i < weight.Length; i++) weight[i] *= task.Deviation;
        for (var i = 0; i < bias.Length; i++) bias[i] = (bias[i] * task.Deviation) + task.Mean;
        return new TaskHead
        {
            Tensors =
            [
                new HeadTensor
                {
                    Name = TaskModel.HeadWeightName,
                    Shape = [bias.Length, weight.Length / bias.Length],
                    Values = weight,
                },
                new HeadTensor { Name = TaskModel.HeadBiasName, Shape = [bias.Length], Values = bias },
            ],
        };
    }

    /// <summary>Starts a head from a stored one of the same labels.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: it does not have the shape that base and
    /// labels ask for.</exception>
    public static void Start(TaskNetwork network, EncodedTask task, TaskHead stored)
    {
        var weight = Values(TaskModel.HeadWeightName, (int)network.HeadWeight.numel());
        var bias = Values(TaskModel.HeadBiasName, (int)network.HeadBias.numel());
        for (var i = 0; i < weight.Length; i++) weight[i] /= task.Deviation;
        for (var i = 0; i < bias.Length; i++) bias[i] = (bias[i] - task.Mean) / task.Deviation;
        weight.CopyTo(TorchDialect.Elements<float>(network.HeadWeight));
        bias.CopyTo(TorchDialect.Elements<float>(network.HeadBias));

        float[] Values(string name, int count)
        {
            var values = stored[name].Values;
            if (values.Length == count) return [.. values];
            throw new TaskGridException(
                ErrorCodes.DiffInvalid,
                $"The earlier version's '{name}' has {values.Length} numbers, but base and labels ask for {count}. "
                + "Start from another version, or from the base.");
        }
    }
}

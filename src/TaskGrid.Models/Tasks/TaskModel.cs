using TaskGrid.Diffs;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// A task that is ready to answer: the base's weights with the task's diff merged in (a copy of its own, fp32, where the
/// base is), and its head. Safe for concurrent use.
/// </summary>
public sealed class TaskModel : ITaskModel, IDisposable
{
    /// <summary>Name of the head's weight [L, H] in a diff file.</summary>
    public const string HeadWeightName = "weight";

    /// <summary>Name of the head's bias [L] in a diff file.</summary>
    public const string HeadBiasName = "bias";

    private readonly BaseModel _base;
    private readonly Tensor _parameters;
    private readonly EncoderWeights _weights;
    private readonly Tensor _headWeight;
    private readonly Tensor _headBias;

    /// <summary>Merges a diff into a copy of its base.</summary>
    /// <param name="baseModel">The base; stays the caller's and is not changed.</param>
    /// <param name="task">The task's diff, head and labels.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: the diff belongs to another base;
    /// <see cref="ErrorCodes.DiffInvalid"/>: the head does not fit the base and the labels.</exception>
    public TaskModel(BaseModel baseModel, TaskDiff task)
    {
        task.CheckBase(baseModel.Fingerprint, baseModel.Layout);
        (_base, Task) = (baseModel, task.Task);
        using var scope = NewDisposeScope();
        var (weight, bias) = HeadOf(task, baseModel.Config);
        _headWeight = tensor(weight.Values, [.. weight.Shape.Select(extent => (long)extent)]).DetachFromDisposeScope();
        _headBias = tensor(bias.Values).DetachFromDisposeScope();
        using var reading = baseModel.Share();
        _parameters = baseModel.Parameters.clone().DetachFromDisposeScope();
        task.Diff.AddTo(_parameters);
        _weights = new EncoderWeights(baseModel.Config, baseModel.Layout, _parameters);
    }

    /// <summary>Checks that a diff and its head fit a base; nothing is copied.</summary>
    /// <exception cref="TaskGridException">As of the constructor.</exception>
    public static void Check(BaseModel baseModel, TaskDiff task)
    {
        task.CheckBase(baseModel.Fingerprint, baseModel.Layout);
        _ = HeadOf(task, baseModel.Config);
    }

    /// <summary>The same by what a base's files say of it; its weights are not read.</summary>
    /// <exception cref="TaskGridException">As of the constructor.</exception>
    public static void Check(BaseFolder baseFolder, TaskDiff task)
    {
        task.CheckBase(baseFolder.Fingerprint, baseFolder.Layout);
        _ = HeadOf(task, baseFolder.Config);
    }

    /// <inheritdoc/>
    public TaskDefinition Task { get; }

    /// <summary>Bytes of the copy and the head.</summary>
    public long Bytes => sizeof(float) * (_parameters.numel() + _headWeight.numel() + _headBias.numel());

    /// <inheritdoc/>
    public float[] Logits(IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default) =>
        Logits([.. inputs.Select(input => _base.Encode(input, Task.TokenLimit))], cancellationToken);

    /// <summary>Logits of encoded texts.</summary>
    internal float[] Logits(IReadOnlyList<EncodedInput> rows, CancellationToken cancellationToken = default) =>
        TaskScorer.Logits(_weights, _headWeight, _headBias, rows, _base.PadId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _weights.Dispose();
        _parameters.Dispose();
        _headWeight.Dispose();
        _headBias.Dispose();
    }

    /// <summary>A task's head: W [L, H] and b [L].</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: it does not fit the base and the labels.
    /// </exception>
    internal static (HeadTensor Weight, HeadTensor Bias) HeadOf(TaskDiff task, EncoderConfig config)
    {
        var outputs = task.Task.Kind == TaskKind.Regression ? 1 : task.Task.Labels.Length;
        return (Checked(HeadWeightName, [outputs, config.HiddenSize]), Checked(HeadBiasName, [outputs]));

        HeadTensor Checked(string name, int[] shape)
        {
            var stored = task.Head[name];
            if (stored.Shape.SequenceEqual(shape)) return stored;
            throw new TaskGridException(
                ErrorCodes.DiffInvalid,
                $"The head's '{name}' is [{string.Join(", ", stored.Shape)}], but base and labels ask for "
                + $"[{string.Join(", ", shape)}]. The diff file was made wrongly; train the task again.");
        }
    }
}

using TaskGrid.Torch;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Optimization;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>Adam on the dense head, which is never pruned and never penalised.</summary>
internal sealed class HeadUpdate(TaskNetwork network)
{
    private readonly (Tensor Leaf, float[] First, float[] Second)[] _parameters =
    [
        .. new[] { network.HeadWeight, network.HeadBias }
            .Select(leaf => (leaf, new float[leaf.numel()], new float[leaf.numel()])),
    ];

    /// <summary>What a checkpoint holds: W, b and their moments.</summary>
    public IEnumerable<StatePart> State => _parameters.SelectMany((parameter, i) => new[]
    {
        StatePart.Of($"head.{i}", parameter.First.Length, () => TorchDialect.Elements<float>(parameter.Leaf)),
        StatePart.Of($"head.{i}.first", parameter.First),
        StatePart.Of($"head.{i}.second", parameter.Second),
    });

    /// <summary>Applies the gradients of a batch.</summary>
    /// <param name="step">Number of the step in the phase, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    public void Step(int step, double rate)
    {
        foreach (var (leaf, first, second) in _parameters)
        {
            var gradient = TorchDialect.Elements<float>(TorchDialect.Gradient(leaf)!);
            AdamKernel.Step(TorchDialect.Elements<float>(leaf), gradient, first, second, (float)rate, 1, step);
            TorchDialect.ClearGradient(leaf);
        }
    }

    /// <summary>A phase begins, whose steps are counted from 1: moments of an earlier one do not count.</summary>
    public void Restart()
    {
        foreach (var (_, first, second) in _parameters)
        {
            Array.Clear(first);
            Array.Clear(second);
        }
    }

    /// <summary>Drops gradients that no step has used.</summary>
    public void Forget()
    {
        foreach (var (leaf, _, _) in _parameters) TorchDialect.ClearGradient(leaf);
    }

    /// <summary>Copies W and b.</summary>
    public float[][] Capture() =>
        Array.ConvertAll(_parameters, parameter => TorchDialect.Elements<float>(parameter.Leaf).ToArray());

    /// <summary>Goes back to a copy.</summary>
    public void Restore(float[][] captured)
    {
        foreach (var (parameter, values) in _parameters.Zip(captured))
            values.CopyTo(TorchDialect.Elements<float>(parameter.Leaf));
    }
}

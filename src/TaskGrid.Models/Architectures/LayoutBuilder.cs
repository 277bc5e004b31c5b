using System.Collections.Immutable;
using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>Lists tensors in their order and makes a layout of them.</summary>
internal sealed class LayoutBuilder
{
    private readonly List<(string Name, ImmutableArray<int> Shape)> _tensors = [];

    public LayoutBuilder Add(string name, params ImmutableArray<int> shape)
    {
        _tensors.Add((name, shape));
        return this;
    }

    /// <summary>A dense layer: weight [out, in], bias [out].</summary>
    public LayoutBuilder Dense(string module, int inputs, int outputs) =>
        Add(ParameterNames.Weight(module), outputs, inputs).Add(ParameterNames.Bias(module), outputs);

    /// <summary>Dense layers of one shape that read the same input: their weights, then their biases.</summary>
    public LayoutBuilder Side(int inputs, int outputs, params ReadOnlySpan<string> modules)
    {
        foreach (var module in modules) Add(ParameterNames.Weight(module), outputs, inputs);
        foreach (var module in modules) Add(ParameterNames.Bias(module), outputs);
        return this;
    }

    /// <summary>A layer normalization: weight [width], bias [width].</summary>
    public LayoutBuilder Norm(string module, int width) =>
        Add(ParameterNames.Weight(module), width).Add(ParameterNames.Bias(module), width);

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: 2³¹ or more parameters.
    /// </exception>
    public ParameterLayout Build()
    {
        try
        {
            return ParameterLayout.Create(_tensors);
        }
        catch (OverflowException exception)
        {
            throw new TaskGridException(
                ErrorCodes.BaseUnsupported,
                $"The model has more than {int.MaxValue:N0} parameters. Choose a smaller one.", null, exception);
        }
    }
}

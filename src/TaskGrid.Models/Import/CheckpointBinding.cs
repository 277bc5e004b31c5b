using System.Collections.Immutable;
using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>Which tensor of a checkpoint gives which canonical one.</summary>
internal sealed record CheckpointBinding
{
    /// <summary>The layout of the parameters that a diff may change.</summary>
    public required ParameterLayout Layout { get; init; }

    /// <summary>The layout of the masked-word head, or null when the checkpoint has none.</summary>
    public required ParameterLayout? HeadLayout { get; init; }

    /// <summary>Canonical names and their tensors, in canonical order: layout, then head.</summary>
    public required ImmutableArray<(string Name, WeightTensor Tensor)> Tensors { get; init; }

    /// <summary>Tensors that have to be equal bit for bit, because the model holds them once.</summary>
    public required ImmutableArray<(WeightTensor Copy, WeightTensor Original)> Ties { get; init; }

    /// <summary>Tensors that are left out, by their names in the checkpoint.</summary>
    public required ImmutableArray<string> Ignored { get; init; }
}

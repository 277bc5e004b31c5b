using System.Collections.Immutable;

namespace TaskGrid.Diffs;

/// <summary>The dense tensors that turn the base's hidden vectors into a task's outputs. They do not count towards the
/// diff's density.</summary>
public sealed record TaskHead
{
    /// <summary>The tensors; their order is kept.</summary>
    public required ImmutableArray<HeadTensor> Tensors { get; init; }

    /// <summary>Numbers in all tensors.</summary>
    public int Count => Tensors.Sum(tensor => tensor.Values.Length);

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: the head has no such tensor.</exception>
    public HeadTensor this[string name] =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw DiffErrors.Invalid($"its head has no tensor '{name}', only {string.Join(", ", Tensors.Select(t => t.Name))}");

    /// <summary>What is wrong with the head; empty when nothing is.</summary>
    internal IReadOnlyList<string> Problems() =>
    [
        .. Tensors.Select(tensor => tensor.Problem()).OfType<string>(),
        .. Tensors.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"the name of head tensor '{group.Key}' is repeated"),
    ];
}

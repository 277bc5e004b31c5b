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
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: there is no such tensor.</exception>
    public HeadTensor this[string name] =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw DiffErrors.Invalid(
            $"its head has no tensor '{name}', only {string.Join(", ", Tensors.Select(tensor => tensor.Name))}");

    /// <summary>What is wrong with the head; empty when nothing is.</summary>
    internal IReadOnlyList<string> Problems() =>
    [
        .. Tensors.Select(tensor => tensor.Problem()).OfType<string>(),
        .. Tensors.CountBy(tensor => tensor.Name).Where(pair => pair.Value > 1)
            .Select(pair => $"the name of head tensor '{pair.Key}' is repeated"),
    ];
}

using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>A model shape with a batch shape.</summary>
/// <param name="Shape">The model.</param>
/// <param name="Rows">Texts of a batch.</param>
/// <param name="Length">Tokens of each text; nothing is padded.</param>
internal sealed record StepCase(BertShape Shape, int Rows, int Length)
{
    /// <summary>What is measured.</summary>
    public static IReadOnlyList<StepCase> All { get; } =
        [new(BertShape.Mini, 16, 32), new(BertShape.Mini, 32, 28), new(BertShape.Base, 8, 128)];

    /// <summary>In words.</summary>
    public string Label => $"{Shape.Name} {Rows}x{Length}";
}

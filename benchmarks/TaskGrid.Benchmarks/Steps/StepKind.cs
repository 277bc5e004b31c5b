using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>A kind of training step.</summary>
/// <param name="Name">Its name between processes.</param>
/// <param name="Label">Its name in figures.</param>
/// <param name="Goal">Its time over that of full fine-tuning in PyTorch.</param>
internal sealed record StepKind(string Name, string Label, Goal Goal)
{
    /// <summary>All weights.</summary>
    public const string Full = "full";

    /// <summary>Differences and gates of all weights.</summary>
    public const string Gated = "gated";

    /// <summary>The same with one gate more per tensor.</summary>
    public const string GatedStructured = "gated-structured";

    /// <summary>The entries of a fixed mask.</summary>
    public const string Masked = "masked";

    /// <summary>Every kind, with its goal.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
    [
        new(Full, "full fine-tuning", Goal.AtMost(1.0)),
        new(Gated, "phase 1, plain", Goal.AtMost(1.4)),
        new(GatedStructured, "phase 1, structured", Goal.AtMost(1.4)),
        new(Masked, "phase 3, mask of 0.5%", Goal.AtMost(0.9)),
    ];
}

using System.Globalization;

namespace TaskGrid.Serving;

/// <summary>Why a task's rows were answered in a mode: what each was expected to cost beyond the base's products.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Tokens">Tokens of the task's rows.</param>
/// <param name="MixedSeconds">Side products.</param>
/// <param name="SwitchSeconds">Writing entries, and a pass of its own where other tasks have rows too.</param>
/// <param name="MergedSeconds">A pass of its own where other tasks have rows too; infinite without a copy.</param>
public readonly record struct ServingChoice(
    ServingMode Mode, int Tokens, double MixedSeconds, double SwitchSeconds, double MergedSeconds)
{
    /// <summary>In words, such as <c>mixed for 32 tokens: mixed 0.9 ms, switch 12 ms, no merged copy</c>.</summary>
    public override string ToString()
    {
        var merged = double.IsFinite(MergedSeconds)
            ? string.Create(CultureInfo.InvariantCulture, $"merged {1000 * MergedSeconds:0.###} ms")
            : "no merged copy";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Mode.Name()} for {Tokens} tokens: mixed {1000 * MixedSeconds:0.###} ms, "
            + $"switch {1000 * SwitchSeconds:0.###} ms, {merged}");
    }
}

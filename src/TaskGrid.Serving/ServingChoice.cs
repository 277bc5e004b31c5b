namespace TaskGrid.Serving;

/// <summary>Why a task's rows were answered in a mode: what each was expected to cost beyond the base's products.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Tokens">Tokens of the task's rows.</param>
/// <param name="MixedSeconds">Side products.</param>
/// <param name="SwitchSeconds">Writing entries, and a pass of its own where other tasks have rows too.</param>
/// <param name="MergedSeconds">A pass of its own where other tasks have rows too; infinite without a copy.</param>
public readonly record struct ServingChoice(
    ServingMode Mode, int Tokens, double MixedSeconds, double SwitchSeconds, double MergedSeconds);

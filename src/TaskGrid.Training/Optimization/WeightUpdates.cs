using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;
using TaskGrid.Training.Tensors;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Chooses how a run updates its weights: fused passes over the processor's memory, or operations of the tensor library
/// where the weights are.
/// </summary>
internal static class WeightUpdates
{
    /// <summary>All weights.</summary>
    public static IDenseUpdate Dense(TrainingRun run) =>
        run.UsesTensors ? new TensorDenseUpdate(run.Network) : new DenseUpdate(run.Network, run.Settings.Threads);

    /// <summary>All weights under gates.</summary>
    public static IGatedUpdate Gated(TrainingRun run)
    {
        var settings = run.Settings;
        var schedule = new GateSchedule(run.StepsPerEpoch * settings.Epochs, run.Base.Layout.Count);
        return run.UsesTensors
            ? new TensorGatedUpdate(run.Network, schedule, settings.Structured, settings.Seed)
            : new GatedUpdate(run.Network, schedule, settings.Structured, settings.Seed, settings.Threads);
    }

    /// <summary>The entries of a fixed mask.</summary>
    public static IMaskedUpdate Masked(TrainingRun run, MaskStart start) =>
        run.UsesTensors
            ? new TensorMaskedUpdate(run.Network, start)
            : new MaskedUpdate(run.Network, start, run.Settings.Threads);

    /// <summary>The diagonal of the Fisher information of all weights.</summary>
    public static IFisherDiagonal Fisher(TrainingRun run) =>
        run.UsesTensors
            ? new TensorFisherDiagonal(run.Network)
            : new FisherDiagonal(run.Network, run.Settings.Threads);
}

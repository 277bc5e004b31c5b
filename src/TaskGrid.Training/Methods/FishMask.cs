using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using static TorchSharp.torch;

namespace TaskGrid.Training.Methods;

/// <summary>
/// FISH mask (Sung, Nair, Raffel 2021): the parameters with the largest diagonal of the empirical Fisher information,
/// the mean squared gradient of single examples' log-likelihood.
/// </summary>
internal sealed class FishMask : FixedMaskMethod
{
    private const int Examples = 1024;

    /// <inheritdoc/>
    public override string Name => "fish";

    /// <inheritdoc/>
    public override int BytesPerParameter => 17;

    /// <inheritdoc/>
    public override int[] Choose(TrainingRun run)
    {
        var train = run.Task.Train;
        var rows = Enumerable.Range(0, train.Rows.Length).ToArray();
        new Random(run.Settings.Seed).Shuffle(rows);
        using var fisher = WeightUpdates.Fisher(run);
        foreach (var (number, row) in rows.Take(Examples).Index())
        {
            run.ThrowIfInterrupted();
            using var scope = NewDisposeScope();
            using var batch = run.Batch([row]);
            var logits = run.Network.TrainingLogits(batch, fisher.Tap, run.DropoutKey(number));
            run.Task.Loss(logits, [train.Targets[row]]).backward();
            fisher.Add(batch);
        }

        run.Head.Forget();
        return fisher.Largest(Entries(run));
    }
}

using TaskGrid.Diffs;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

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
    public override int BytesPerParameter => 12;

    /// <inheritdoc/>
    public override int[] Choose(TrainingRun run)
    {
        var train = run.Task.Train;
        var rows = Enumerable.Range(0, train.Rows.Length).ToArray();
        new Random(run.Settings.Seed).Shuffle(rows);
        var layout = run.Base.Layout;
        using var gradients = new DenseGradients(run.Network.Weights);
        var pass = new ChunkPass(FlatChunk.Cut(layout, gradients.Segments), run.Settings.Threads);
        var fisher = new float[layout.Count];
        foreach (var (number, row) in rows.Take(Examples).Index())
        {
            run.ThrowIfInterrupted();
            using var scope = NewDisposeScope();
            using var batch = run.Batch([row]);
            var logits = run.Network.TrainingLogits(batch, gradients, run.DropoutKey(number));
            run.Task.Loss(logits, [train.Targets[row]]).backward();
            gradients.Collect(batch);
            pass.Run(gradients, (chunk, gradient) =>
            {
                var target = fisher.AsSpan(chunk.Offset, chunk.Count);
                TensorPrimitives.MultiplyAdd<float>(gradient, gradient, target, target);
            });
            gradients.Clear();
        }

        run.Head.Forget();
        return TopK.Select(fisher, Entries(run));
    }
}

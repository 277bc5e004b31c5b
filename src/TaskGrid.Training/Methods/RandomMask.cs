using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>A mask drawn uniformly over all parameters: what any other choice must beat.</summary>
internal sealed class RandomMask : FixedMaskMethod
{
    /// <inheritdoc/>
    public override string Name => "random";

    /// <inheritdoc/>
    public override int[] Choose(TrainingRun run)
    {
        // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S): k of d in increasing order.
        var random = new Random(run.Settings.Seed);
        var (left, wanted) = (run.Base.Layout.Count, Entries(run));
        var indices = new int[wanted];
        for (var index = 0; wanted > 0; index++, left--)
        {
            if (random.Next(left) >= wanted) continue;
            indices[^wanted] = index;
            wanted--;
        }

        return indices;
    }
}

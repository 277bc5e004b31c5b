namespace TaskGrid.Node;

/// <summary>Passes reports on at once, on the training's thread.</summary>
internal sealed class JobProgress(Action<TrainProgress> report) : IProgress<TrainProgress>
{
    public void Report(TrainProgress value) => report(value);
}

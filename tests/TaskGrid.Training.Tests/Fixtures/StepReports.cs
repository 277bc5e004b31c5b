namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>Handles each report on the training's own thread.</summary>
internal sealed class StepReports(Action<TrainProgress> report) : IProgress<TrainProgress>
{
    public void Report(TrainProgress value) => report(value);
}

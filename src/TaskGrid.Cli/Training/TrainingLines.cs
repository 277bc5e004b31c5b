using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Training;

/// <summary>Reports a training as lines on stderr: each new phase, each dev metric, else every few seconds.</summary>
internal sealed class TrainingLines(TimeProvider time) : IProgress<TrainProgress>
{
    private readonly LinePace _pace = new(time);
    private string? _phase;

    /// <inheritdoc />
    public void Report(TrainProgress value)
    {
        var matters = value.Phase != _phase || value.DevMetric is not null;
        _phase = value.Phase;
        if (_pace.IsDue(matters)) CliOutput.Note(ProgressText.Line(value, _pace.Elapsed));
    }
}

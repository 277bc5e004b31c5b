using TaskGrid.Training.Checkpoints;

namespace TaskGrid.Training;

/// <summary>
/// All that a run needs to go on bit for bit. It is a view of the running training's memory: write it while
/// <see cref="TrainControl.Checkpoint"/> has it, not later.
/// </summary>
public sealed class TrainCheckpoint : IDisposable
{
    private CheckpointWriter? _writer;

    internal TrainCheckpoint(CheckpointWriter writer, CheckpointPosition position, double epoch)
    {
        _writer = writer;
        (Phase, Step, Epoch, DevMetric) = (position.PhaseName, position.StepsDone, epoch, position.DevMetric);
    }

    /// <summary>The running phase, as in <see cref="TrainProgress.Phase"/>.</summary>
    public string Phase { get; }

    /// <summary>Steps done in the whole run.</summary>
    public int Step { get; }

    /// <summary>Epochs done in the whole run, fractional.</summary>
    public double Epoch { get; }

    /// <summary>The dev metric of the last epoch that was evaluated; null before the first.</summary>
    public double? DevMetric { get; }

    /// <summary>Reads a stored checkpoint whole.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.CheckpointInvalid"/>: it is damaged, truncated, or of another version of
    /// the layout.</exception>
    public static void Verify(Stream stream) => SavedRun.ReadHeader(stream);

    /// <summary>Writes the checkpoint; see "Checkpoints" in <c>docs/architecture.md</c>.</summary>
    /// <param name="stream">The start of an empty file; it need not be seekable.</param>
    /// <exception cref="ObjectDisposedException">The training has gone on.</exception>
    public void WriteTo(Stream stream)
    {
        ObjectDisposedException.ThrowIf(_writer is null, this);
        _writer.Write(stream);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer = null;
}

using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Optimization;
using TorchSharp;

namespace TaskGrid.Training.Runs;

/// <summary>
/// One run: network, data and progress. A method runs one phase after another on it, each with its own
/// <see cref="IWeightUpdate"/>. No random choice of it comes from a generator that the process shares.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly CancellationToken _cancellationToken;

    public TrainingRun(
        BaseModel model,
        EncodedTask task,
        TrainSettings settings,
        int phases,
        RunCheckpoints checkpoints,
        IProgress<TrainProgress>? progress,
        CancellationToken cancellationToken)
    {
        (Base, Task, Settings, Checkpoints, _cancellationToken) = (model, task, settings, checkpoints, cancellationToken);
        Network = new TaskNetwork(model, task.Outputs, settings.Type, settings.Seed);
        Head = new HeadUpdate(Network);
        Lengths = [.. task.Train.Rows.Select(row => row.Ids.Length)];
        StepsPerEpoch = (task.Train.Rows.Length + settings.BatchSize - 1) / settings.BatchSize;
        Steps = StepsPerEpoch * settings.Epochs * phases;
        Progress = new RunProgress(progress, checkpoints.Control.TimeProvider, StepsPerEpoch, Steps);
    }

    public BaseModel Base { get; }

    public EncodedTask Task { get; }

    public TrainSettings Settings { get; }

    public RunCheckpoints Checkpoints { get; }

    public TaskNetwork Network { get; }

    public HeadUpdate Head { get; }

    public RunProgress Progress { get; }

    /// <summary>Whether operations of the tensor library update the weights: where they are not in the processor's memory.
    /// </summary>
    public bool UsesTensors => Settings.TensorUpdates || Network.Weights.Device.type != DeviceType.CPU;

    /// <summary>Number of the running phase, from 1; 0 before the first.</summary>
    public int PhaseNumber { get; private set; }

    /// <summary>Tokens of each training row.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Steps of the whole run, when no phase stops early.</summary>
    public int Steps { get; }

    /// <summary>The dev metric of the weights as they are; null: the caller wants a pause.</summary>
    public double? Evaluate() =>
        Checkpoints.UnlessPaused<double?>(
            stop => Task.Measure(
                TaskScorer.Logits(Network.Weights, Network.HeadWeight, Network.HeadBias, Task.Dev.Rows, Base.PadId, stop),
                Task.Dev.Targets),
            _cancellationToken);

    /// <summary>The batch of some training rows.</summary>
    public TokenBatch Batch(int[] rows) =>
        TokenBatch.Create(
            Array.ConvertAll(rows, row => Task.Train.Rows[row]),
            Base.PadId,
            Network.Weights.Type,
            Network.Weights.Device);

    /// <summary>Key of the dropout of a step of the running phase.</summary>
    public uint DropoutKey(int step) => HeadDropout.Key(Settings.Seed, PhaseNumber, step);

    /// <summary>Stops when the caller cancelled the run.</summary>
    public void ThrowIfCancelled() => _cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Stops work before the first step when the caller cancelled or paused the run.</summary>
    public void ThrowIfInterrupted()
    {
        ThrowIfCancelled();
        Checkpoints.ThrowIfPaused();
    }

    /// <summary>
    /// Computes the mask that the last phase trains. A run that goes on from a checkpoint of that phase takes it from
    /// there, and does none of the work, phases included, that led to it.
    /// </summary>
    public MaskStart Once(Func<MaskStart> choose) => Checkpoints.Once(choose);

    /// <summary>Trains one phase of <see cref="TrainSettings.Epochs"/> epochs, or what is left of it.</summary>
    /// <param name="name">The phase's name, for progress.</param>
    /// <param name="update">What the phase trains.</param>
    /// <param name="rate">Peak learning rate of the weights.</param>
    /// <param name="keepBest">Whether to go back to the epoch with the best dev metric.</param>
    public void Phase(string name, IWeightUpdate update, double rate, bool keepBest)
    {
        PhaseNumber++;
        Head.Restart();
        var best = keepBest ? new BestEpoch(update, Head, Task.Metric) : null;
        new TrainingPhase(this, name, update, rate, best).Train();
    }

    /// <summary>Goes on from a checkpoint.</summary>
    public void Resume(CheckpointPosition position)
    {
        PhaseNumber = position.Phase;
        Progress.Resume(position);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}

using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Data;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Checkpoints;

/// <summary>A tiny training, 2 epochs of 3 steps a phase, that can be recorded, interrupted and resumed.</summary>
internal sealed class RecordedRun(BaseModel model, string method = "random", bool structured = false, bool half = false)
{
    public const int StepsPerEpoch = 3;
    public const int StepsPerPhase = 2 * StepsPerEpoch;

    /// <summary>The value format is fixed, because choosing it evaluates the dev rows four times.</summary>
    public TrainSpec Spec { get; init; } = SmallTask.Spec(method, structured) with { Epochs = 2, ValueFormat = "fp32" };

    /// <summary>Updates by tensor operations, wherever the base is.</summary>
    public bool Tensors { get; init; }

    public TaskData Data { get; init; } = SmallTask.Data(20);

    public BaseModel Model { get; init; } = model;

    public TrainedTask Train(
        TrainControl? control = null, IProgress<TrainProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        TorchRuntime.SetThreads(1);
        var settings = SmallTask.Settings(Spec, Model, threads: 1, half) with { TensorUpdates = Tensors };
        return TaskTrainer.Train(Model, Data, Spec, settings, progress, control, cancellationToken);
    }

    /// <summary>Trains to the end and keeps the checkpoints of some steps.</summary>
    public (TrainedTask Trained, Dictionary<int, byte[]> Checkpoints) Record(params int[] steps)
    {
        var checkpoints = new Dictionary<int, byte[]>();
        var trained = Train(new TrainControl
        {
            CheckpointEverySteps = 1,
            Checkpoint = checkpoint =>
            {
                if (steps.Contains(checkpoint.Step)) checkpoints[checkpoint.Step] = Bytes(checkpoint);
            },
        });
        return (trained, checkpoints);
    }

    public TrainedTask Resume(byte[] checkpoint, TrainControl? control = null, IProgress<TrainProgress>? progress = null)
    {
        using var stream = new MemoryStream(checkpoint);
        return Train((control ?? new TrainControl()) with { ResumeFrom = stream }, progress);
    }

    /// <summary>Resumes and says which steps were done.</summary>
    public (TrainedTask Trained, List<int> Steps) ResumeAndCount(byte[] checkpoint)
    {
        var steps = new List<int>();
        var control = new TrainControl { CheckpointEverySteps = 1, Checkpoint = at => steps.Add(at.Step) };
        return (Resume(checkpoint, control), steps);
    }

    /// <summary>Pauses at some steps, one after another, and goes on each time from what the pause has written.</summary>
    public TrainedTask Interrupted(params int[] steps)
    {
        byte[]? last = null;
        foreach (var step in steps)
        {
            using var pause = new CancellationTokenSource();
            byte[]? written = null;
            var control = new TrainControl
            {
                PauseToken = pause.Token,
                BeginStep = begun =>
                {
                    if (begun == step) pause.Cancel();
                },
                Checkpoint = checkpoint => written = Bytes(checkpoint),
            };
            var paused = Assert.Throws<TrainingPausedException>(
                () => last is null ? Train(control) : Resume(last, control));
            Assert.Equal((step, true), (paused.Step, paused.CheckpointWritten));
            last = written;
        }

        return Resume(last!);
    }

    public static byte[] Bytes(TrainCheckpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.WriteTo(stream);
        return stream.ToArray();
    }
}

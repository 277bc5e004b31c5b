using System.Diagnostics.CodeAnalysis;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// Threads for the parallel parts of trainings: on those of the pool, requests that are to be answered would wait behind them. Started when
/// they are needed, they end when nothing has come for a while.
/// </summary>
internal sealed class TrainingScheduler : TaskScheduler
{
    private static readonly TrainingScheduler Shared = new();

    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(10);

    private readonly Queue<Task> _tasks = new();
    private int _idle;

    /// <summary>For loops of trainings.</summary>
    /// <param name="threads">How many take part, the caller's included.</param>
    public static ParallelOptions Options(int threads) => new() { MaxDegreeOfParallelism = threads, TaskScheduler = Shared };

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (_tasks)
        {
            _tasks.Enqueue(task);
            if (_tasks.Count <= _idle)
            {
                Monitor.Pulse(_tasks);
                return;
            }
        }

        new Thread(Work) { IsBackground = true, Name = "training helper" }.UnsafeStart();
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_tasks) return [.. _tasks];
    }

    private void Work()
    {
        while (TryTake(out var task)) TryExecuteTask(task);
    }

    private bool TryTake([NotNullWhen(true)] out Task? task)
    {
        lock (_tasks)
        {
            while (!_tasks.TryDequeue(out task))
            {
                _idle++;
                var told = Monitor.Wait(_tasks, MaxIdle);
                _idle--;
                if (!told && _tasks.Count == 0) return false;
            }

            return true;
        }
    }
}

using TaskGrid.Client;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Load;

/// <summary>A job that trains longer than the load lasts, and can be paused.</summary>
internal sealed class BackgroundJob
{
    private const int Rows = 4000;
    private const int Epochs = 100;

    private readonly TaskGridClient _grid;
    private long _seen;

    private BackgroundJob(TaskGridClient grid, string id) => (_grid, Id) = (grid, id);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Submits it and waits until it trains.</summary>
    public static async Task<BackgroundJob> SubmitAsync(TaskGridClient grid, CancellationToken cancellationToken)
    {
        var file = await GridData.UploadAsync(grid, GridData.Rows(Rows));
        var spec = GridData.Job("background", file.Id, Epochs);
        spec = spec with { Train = spec.Train with { BatchSize = 16, Threads = null, Precision = "auto" } };
        var job = new BackgroundJob(grid, (await grid.Jobs.SubmitAsync(spec, null, cancellationToken)).Id);
        await job.UntilAsync(each => each.Progress is not null, cancellationToken);
        return job;
    }

    /// <summary>Lets it rest.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await _grid.Jobs.PauseAsync(Id, null, cancellationToken);
        await UntilAsync(each => each.Status == JobStatus.Paused, cancellationToken);
    }

    /// <summary>Lets it go on, and waits until it trains.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await _grid.Jobs.ResumeAsync(Id, null, cancellationToken);
        await UntilAsync(each => each.Status == JobStatus.Running, cancellationToken);
    }

    /// <summary>Its step.</summary>
    /// <exception cref="InvalidOperationException">It does not train.</exception>
    public async Task<int> StepAsync(CancellationToken cancellationToken)
    {
        var job = await _grid.Jobs.GetAsync(Id, cancellationToken);
        return job.Status == JobStatus.Running
            ? job.Step
            : throw new InvalidOperationException($"The background job is {job.Status}: {job.Failure?.Message}");
    }

    private async Task UntilAsync(Predicate<JobEvent> isIt, CancellationToken cancellationToken)
    {
        await foreach (var each in _grid.Jobs.WatchAsync(Id, _seen, cancellationToken))
        {
            _seen = each.Sequence;
            if (isIt(each)) return;
        }
    }
}

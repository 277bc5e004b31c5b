using TaskGrid.Diffs;
using TaskGrid.Storage;
using TaskGrid.Torch;
using TaskGrid.Training;
using TaskGrid.Training.Runs;

namespace TaskGrid.Node;

/// <summary>
/// Works on one job: reads its data, trains from its newest checkpoint, publishes the version.
/// Every step of it may be the last one of this process; whoever takes over does the rest.
/// </summary>
internal sealed partial class JobRun(JobRunServices services, QueuedJob queued, RunningJob running) : IDisposable
{
    private readonly string _folder = FolderOf(services, queued);
    private IDisposable? _lock;
    private StepMark? _mark;
    private JobEventPace? _pace;
    private JobState _state = null!;

    /// <summary>Works until the job ends, is paused, or is taken over.</summary>
    /// <param name="isLastTry">Whether a failure of this machine's disk ends the job.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: try again later;
    /// <see cref="ErrorCodes.BaseNotFound"/>: see <see cref="RequireBase"/>.</exception>
    /// <exception cref="IOException">This machine's disk, since stores explain their failures; as is
    /// <see cref="UnauthorizedAccessException"/>.</exception>
    public void Execute(bool isLastTry)
    {
        try
        {
            if (!TryWork(isLastTry)) GiveUp();
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StaleWriter)
        {
            GiveUp();
        }
    }

    // False: the job is somebody else's.
    private bool TryWork(bool isLastTry)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            _lock = LocalJobs.TryLock(_folder);
            _mark = StepMark.Open(Path.Combine(_folder, "step"));
            if (!Claim()) return false;
            Work();
        }
        catch (Exception exception) when (isLastTry && StoreErrors.IsStoreFailure(exception))
        {
            if (_state is null && !Claim()) return false;
            // Where this machine keeps them is for its log, not for tenants.
            LogNotKept(services.Logger, queued.Id, services.LocalFolder, exception.Message);
            Fail(
                ErrorCodes.JobCrashed,
                $"Node '{services.Presence.Owner.Node}' could not keep the job's files: its disk is full or cannot be written. Submit the "
                + "job again when that is mended; the log of the node names the folder.");
            CleanUp();
        }

        return true;
    }

    private void Work()
    {
        using var activity = NodeActivities.Train(queued.Id, _state.Spec.Train.Task);
        try
        {
            TrainOrStartAgain();
        }
        catch (Exception exception) when (exception is OperationCanceledException or TrainingPausedException)
        {
            Change(state => JobMachine.Stop(state, _state.Epoch, Now));
        }
        catch (TaskGridException exception)
            when (exception.Code is not (ErrorCodes.StoreUnavailable or ErrorCodes.StaleWriter or ErrorCodes.Contended))
        {
            Fail(exception.Code, exception.Message, exception.Details);
        }
        catch (Exception exception) when (exception is not TaskGridException && !StoreErrors.IsStoreFailure(exception))
        {
            // A job must not take the process, and with it all the others, down.
            Fail(ErrorCodes.JobCrashed, $"Training ended with {exception.GetType().Name}: {exception.Message}");
        }

        if (_state.HasEnded) CleanUp();
        else RemoveFiles();
    }

    /// <summary>Checks that a node can train a job: its base is there, with the weights that the job was submitted for.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>: it is not, and another node may have it.
    /// </exception>
    public static void RequireBase(JobRunServices services, JobState job)
    {
        var (name, fingerprint) = (job.Spec.Train.Base, job.BaseFingerprint);
        if (services.Bases.Has(name, fingerprint)) return;
        throw new TaskGridException(
            ErrorCodes.BaseNotFound,
            $"This node has no base '{name}'" + (fingerprint is null ? "." : $" with the fingerprint {fingerprint[..12]}."));
    }

    /// <summary>Removes what an ended job needs no more, on this machine and in the store.</summary>
    public static async Task CleanUpAsync(JobRunServices services, QueuedJob job, CancellationToken cancellationToken)
    {
        var folder = FolderOf(services, job);
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        finally
        {
            await services.Jobs.CleanUpAsync(job.Tenant, job.Id, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mark?.Dispose();
        _lock?.Dispose();
    }

    private DateTimeOffset Now => services.Time.GetUtcNow();

    private bool Claim()
    {
        var owner = services.Presence.Owner;
        var state = Find();
        if (state is null || state.Status == JobStatus.Paused) return false;
        if (state.Owner is { } other && other != owner && !Wait(services.Presence.IsGoneAsync(other, default))) return false;
        if (!state.HasEnded)
        {
            if (services.HasOthers) LoadBase(state.Spec.Train.Base);
            RequireBase(services, state);
        }

        var epoch = state.Epoch;
        _state = Wait(services.Jobs.ChangeAsync(
            queued.Tenant,
            queued.Id,
            // Somebody else may have been faster.
            old => old.Epoch == epoch ? JobMachine.Claim(old, owner, _mark?.StepOf(epoch), Now) : new JobChange(old),
            default));
        // Until a step begins, the next crash is none of a step.
        _mark?.Begin(_state.Epoch);
        if (_state.HasEnded) CleanUp();
        if (_state.HasEnded || _state.Owner != owner || _state.Epoch != epoch + 1) return false;
        running.Epoch = _state.Epoch;
        return true;
    }

    // Not all of a base is read before: one that turns out to be damaged leaves the job to other nodes. What else goes wrong fails the job
    // when it needs the base.
    private void LoadBase(string name)
    {
        try
        {
            services.Bases.Load(name);
        }
        catch (Exception exception) when (exception is not TaskGridException { Code: ErrorCodes.StoreInvalid or ErrorCodes.BaseNotFound })
        {
            // Told below.
        }
    }

    // Without its checkpoint a run ends with the same bytes, only later.
    private void TrainOrStartAgain()
    {
        try
        {
            Train();
        }
        catch (TaskGridException exception)
            when (exception.Code == ErrorCodes.CheckpointInvalid && _state.Checkpoint is { } unusable)
        {
            LogStartsAgain(services.Logger, queued.Id, exception.Message);
            Change(state => JobMachine.StartAgain(state, _state.Epoch));
            Wait(services.Documents.Store.DeleteAsync(unusable.Key, null, default));
            Train();
        }
    }

    private void Train()
    {
        running.Wish(_state.Wish);
        var spec = _state.Spec.Train with
        {
            TrainFile = Fetch(_state.TrainFile, "train"),
            DevFile = _state.DevFile is null ? null : Fetch(_state.DevFile, "dev"),
        };
        var compute = _state.Compute is { } decided
            ? new ComputeChoice(decided.Threads, decided.Half)
            : ComputeChoice.Resolve(spec.Precision, spec.Threads, services.Bases.Device, services.Slots);
        _pace = new JobEventPace(services.Time);
        var memory = MemoryOf(spec, compute);
        // A job that may be what ends the process trains alone until it is over the step where that happened.
        var needed = Math.Max(memory.FirstBytes, memory.LastBytes);
        using var share = services.Memory.Take(
            _state.Crashes.AreSuspicious ? Math.Max(needed, services.Memory.MaxBytes) : needed, running.Cancel, running.Pause);
        using var checkpoint = OpenCheckpoint();
        using var thread = new YieldingThread(services.Yields);
        var control = new TrainControl
        {
            CheckpointEvery = _state.Spec.CheckpointEvery,
            CheckpointEverySteps = _state.Spec.CheckpointEverySteps,
            Checkpoint = each => Save(each, thread),
            BeginStep = step =>
            {
                _mark!.Step = step;
                if (_state.Crashes.ArePassed(step, _state.CheckpointStep)) share.Shrink(needed);
            },
            EntriesChosen = () => needed = memory.LastBytes,
            ResumeFrom = checkpoint,
            PauseToken = running.Pause,
            EarlyStopEpochs = _state.Spec.EarlyStopEpochs,
            ContinueFrom = ContinueFrom(),
            TimeProvider = services.Time,
        };
        var progress = new JobProgress(report => Report(report, compute, thread));
        var (file, result) = thread.Run(() => TorchFailure.Translate(
            () => TaskTraining.Run(services.Bases, spec, compute, control, progress, running.Cancel)));
        running.Cancel.ThrowIfCancellationRequested();
        using var content = new MemoryStream(file, writable: false);
        var version = Wait(services.Versions.AddAsync(spec.Task, queued.Id, content, default));
        // Who deletes a task cancels its jobs before: one that is gone by now is seen by the wish, a later one by its absence.
        var isKnown = Wait(services.Documents.Tasks.FindAsync(GridKeys.Task(queued.Tenant, spec.Task), default)) is not null;
        Change(state => JobMachine.Publish(state, _state.Epoch));
        running.Wish(_state.Wish);
        running.Cancel.ThrowIfCancellationRequested();
        var published = Wait(services.TasksOf(queued.Tenant).PublishAsync(
            version, _state.Spec.PublishTo, null, isKnown, default));
        Change(state => JobMachine.Succeed(
            state, _state.Epoch, result with { Version = published.Number }, Now));
    }

    // Of a batch of the longest texts, and all of the data.
    private TrainingMemory MemoryOf(TrainSpec spec, ComputeChoice compute)
    {
        var model = services.Bases.Load(spec.Base);
        var settings = TrainSettings.Resolve(spec, model.Config, 1, compute.Threads, compute.Half);
        return TrainingMemory.Of(model.Config, model.Layout.Count, spec.Method, settings)
            .WithData(_state.TrainFile.Bytes + (_state.DevFile?.Bytes ?? 0));
    }

    // On the training's thread, after each step.
    private void Report(TrainProgress report, ComputeChoice compute, YieldingThread thread)
    {
        (running.Progress, running.ProgressAt) = (report, Now);
        if (_state.Status == JobStatus.Validating)
            thread.Outside(() => Change(state => JobMachine.Begin(
                state, _state.Epoch, report.Steps, new JobCompute(compute.Threads, compute.Half))));
        if (report.DevMetric is not null || _pace!.IsDue())
            thread.Outside(() => Tell(JobEventKind.Progress, report.Phase, report));
    }

    // On the training's thread, between two steps.
    private void Save(TrainCheckpoint checkpoint, YieldingThread thread)
    {
        var path = Path.Combine(_folder, "checkpoint");
        using (var stream = File.Create(path)) checkpoint.WriteTo(stream);
        thread.Outside(() => Store(checkpoint, path));
    }

    private void Store(TrainCheckpoint checkpoint, string path)
    {
        var key = GridKeys.Checkpoint(queued.Tenant, queued.Id, _state.Epoch, checkpoint.Step);
        var old = _state.Checkpoint?.Key;
        long bytes;
        using (var stream = File.OpenRead(path))
        {
            bytes = stream.Length;
            Wait(services.Documents.Store.WriteAsync(key, stream, BlobCondition.None, default));
        }

        var info = new JobCheckpoint(checkpoint.Step, checkpoint.Epoch, bytes, Now);
        try
        {
            Change(state => JobMachine.SaveCheckpoint(state, _state.Epoch, new JobCheckpointState(key, info)));
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StaleWriter)
        {
            // The next owner goes on from it where only the answer to an earlier try was lost.
            if (Find()?.Checkpoint?.Key != key) Wait(services.Documents.Store.DeleteAsync(key, null, default));
            throw;
        }

        Tell(JobEventKind.Checkpoint, $"Checkpoint at step {checkpoint.Step}.", running.Progress);
        if (old is not null && old != key) Wait(services.Documents.Store.DeleteAsync(old, null, default));
    }

    private FileStream? OpenCheckpoint()
    {
        if (_state.Checkpoint is not { } checkpoint) return null;
        var path = Path.Combine(_folder, "resumed");
        using var blob = new BlobLease(Wait(services.Documents.Store.OpenAsync(checkpoint.Key, default))
            ?? throw new TaskGridException(
                ErrorCodes.CheckpointInvalid, $"The checkpoint '{checkpoint.Key}' is not in the store."));
        using (var file = File.Create(path)) blob.Content.CopyTo(file);
        return File.OpenRead(path);
    }

    private TaskDiff? ContinueFrom()
    {
        if (_state.ContinueFromSha256 is not { } hash) return null;
        using var stream = Wait(services.Documents.Content.OpenAsync(hash, default));
        return DiffFile.Read(stream);
    }

    private string Fetch(GridFile file, string use)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, use)).FullName;
        var path = Path.Combine(folder, LocalName.Of(file.Name));
        using var content = Wait(services.Documents.Content.OpenAsync(file.Sha256, default));
        using var target = File.Create(path);
        content.CopyTo(target);
        return path;
    }

    private void Tell(JobEventKind kind, string message, TrainProgress? progress)
    {
        // The log takes events of everybody.
        JobMachine.Require(Find() ?? throw JobDocuments.NotFound(queued.Id), _state.Epoch);
        Wait(services.Jobs.Events.AddAsync(
            queued.Tenant,
            queued.Id,
            [
                new JobEvent
                {
                    Sequence = 0, At = Now, Kind = kind, Message = message, Status = _state.Status, Progress = progress,
                },
            ],
            null,
            default));
    }

    private JobState? Find() => Wait(services.Jobs.FindAsync(queued.Tenant, queued.Id, default));

    private void Change(Func<JobState, JobChange> change) =>
        _state = Wait(services.Jobs.ChangeAsync(queued.Tenant, queued.Id, change, default));

    private void Fail(string code, string message, IReadOnlyList<string>? details = null) =>
        Change(state => JobMachine.Fail(state, _state.Epoch, new JobFailure(code, message, details ?? []), Now));

    // Whoever goes on with it, here or elsewhere, has all from the store.
    private void RemoveFiles()
    {
        Dispose();
        LocalJobs.Remove(_folder);
    }

    // A newer process of this node's name has its files in the same folder.
    private void GiveUp()
    {
        if (_lock is not null && Find()?.Owner?.Node != services.Presence.Owner.Node) RemoveFiles();
    }

    private void CleanUp()
    {
        Dispose();
        Wait(CleanUpAsync(services, queued, default));
    }

    private static string FolderOf(JobRunServices services, QueuedJob job) => Path.Combine(services.LocalFolder, job.Id);

    // The slot's thread is its own and may wait; the training's must not.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}

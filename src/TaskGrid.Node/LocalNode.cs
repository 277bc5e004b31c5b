using TaskGrid.Diffs;
using TaskGrid.Diffs.Safetensors;
using TaskGrid.Models;
using TaskGrid.Training;

namespace TaskGrid.Node;

/// <summary>
/// One process with one store folder: <c>bases/NAME</c> and <c>tasks/NAME</c>. Bases are read once and never written.
/// </summary>
public sealed class LocalNode : IDisposable
{
    private const int PredictionBatch = 64;

    private readonly TaskCatalog _tasks;

    private LocalNode(string folder)
    {
        Bases = new BaseCatalog(Path.Combine(folder, "bases"));
        _tasks = new TaskCatalog(Path.Combine(folder, "tasks"));
    }

    /// <summary>The base models.</summary>
    public BaseCatalog Bases { get; }

    /// <summary>Opens a store; its folder is made when something is first written.</summary>
    /// <param name="storeFolder">Path of the folder.</param>
    public static LocalNode Open(string storeFolder) => new(Path.GetFullPath(storeFolder));

    /// <summary>The likeliest tokens at the first <c>[MASK]</c> of a text.</summary>
    /// <param name="baseName">A base with a masked-word head.</param>
    /// <param name="text">The text.</param>
    /// <param name="top">How many, at least 1.</param>
    /// <exception cref="TaskGridException">See <see cref="MaskedWords.Predict"/>.</exception>
    public IReadOnlyList<TokenProbability> Fill(string baseName, string text, int top = 5) =>
        MaskedWords.Predict(Bases.Load(baseName), text, top);

    /// <summary>A text's token ids and the last hidden state of <c>[CLS]</c>.</summary>
    /// <param name="baseName">The base.</param>
    /// <param name="input">The text or pair.</param>
    public TextEncoding Encode(string baseName, TextInput input) => TextEncoder.Encode(Bases.Load(baseName), input);

    /// <summary>Trains a task and stores its next version.</summary>
    /// <param name="spec">What to train.</param>
    /// <param name="progress">Is told about four times a second; may be null.</param>
    /// <param name="cancellationToken">Ends the run within a step; the store stays as it was.</param>
    /// <exception cref="TaskGridException">Names, data, options, base or training; see the code.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public TrainResult Train(
        TrainSpec spec, IProgress<TrainProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ResourceName.Check(spec.Task, "task");
        TrainSpecValidator.Check(spec);
        Bases.Get(spec.Base);
        var compute = ComputeChoice.Resolve(spec.Precision, spec.Threads);
        var (file, result) = TaskTraining.Run(Bases, spec, compute, new TrainControl(), progress, cancellationToken);
        return result with { Version = _tasks.Add(spec.Task, stream => stream.Write(file)) };
    }

    /// <summary>Measures a task's newest version on labelled data.</summary>
    /// <param name="task">The task.</param>
    /// <param name="dataFile">Path of the data.</param>
    /// <param name="columns">Which columns hold what.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, the data, or the diff.</exception>
    public EvaluationResult Evaluate(
        string task, string dataFile, DataColumns columns, CancellationToken cancellationToken = default)
    {
        var (path, version) = _tasks.Newest(task);
        var reader = ReadFile(path);
        using var served = Load(reader);
        return VersionEvaluation.Run(
            served, TaskInfos.Of(task, version, reader, Bases), dataFile, columns, cancellationToken);
    }

    /// <summary>Answers inputs with a task's newest version, in their order, as they come.</summary>
    /// <param name="task">The task.</param>
    /// <param name="inputs">Texts or pairs; read a batch at a time.</param>
    /// <param name="cancellationToken">Ends the work between batches.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, or the diff.</exception>
    public IEnumerable<TextPrediction> Predict(
        string task, IEnumerable<TextInput> inputs, CancellationToken cancellationToken = default)
    {
        using var served = Load(ReadFile(_tasks.Newest(task).Path));
        foreach (var batch in GrowingBatches(inputs))
        {
            foreach (var prediction in served.Predict(batch, cancellationToken)) yield return prediction;
        }
    }

    /// <summary>All tasks, by name.</summary>
    public IReadOnlyList<TaskInfo> ListTasks() => [.. _tasks.Names().Select(GetTask)];

    /// <summary>One task.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, or the file is damaged.</exception>
    public TaskInfo GetTask(string name)
    {
        var (path, version) = _tasks.Newest(name);
        return TaskInfos.Of(name, version, ReadFile(path), Bases);
    }

    /// <summary>Removes a task with all its versions.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    public void DeleteTask(string name) => _tasks.Delete(name);

    /// <summary>What a diff holds and costs.</summary>
    /// <param name="taskOrFile">A task's name, or the path of a <c>.tgdiff</c> file.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, <see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public DiffSummary ShowDiff(string taskOrFile)
    {
        var path = PathOf(taskOrFile);
        return DiffSummaries.Of(path, ReadFile(path));
    }

    /// <summary>Decodes a whole diff and, where the store holds its base, checks it against that.</summary>
    /// <param name="taskOrFile">A task's name, or the path of a <c>.tgdiff</c> file.</param>
    /// <returns>The file's summary; <c>BaseChecked</c> says whether the base was there.</returns>
    /// <exception cref="TaskGridException">The diff is damaged, unknown, or does not fit its base.</exception>
    public (DiffSummary Summary, bool BaseChecked) VerifyDiff(string taskOrFile)
    {
        var path = PathOf(taskOrFile);
        var reader = ReadFile(path);
        var diff = reader.ReadAll();
        var name = Bases.Find(diff.Base);
        if (name is not null)
        {
            using var served = new TaskModel(Bases.Load(name), diff);
        }

        return (DiffSummaries.Of(path, reader), name is not null);
    }

    /// <summary>Writes a diff as safetensors: <c>NAME.indices</c> (int32) and <c>NAME.values</c> per tensor.</summary>
    /// <param name="taskOrFile">A task's name, or the path of a <c>.tgdiff</c> file.</param>
    /// <param name="outputFile">The file to write.</param>
    public void ExportDiff(string taskOrFile, string outputFile)
    {
        var diff = ReadFile(PathOf(taskOrFile)).ReadAll();
        Storage.AtomicFile.Write(Path.GetFullPath(outputFile), stream => DiffSafetensors.Export(diff, stream));
    }

    /// <summary>Stores a diff file (<c>.tgdiff</c> or an exported <c>.safetensors</c>) as a task's next version.</summary>
    /// <param name="file">The file.</param>
    /// <param name="task">The task's name.</param>
    /// <exception cref="TaskGridException">The file is damaged, or the store does not hold its base
    /// (<see cref="ErrorCodes.DiffBaseMismatch"/>).</exception>
    public TaskInfo ImportDiff(string file, string task)
    {
        ResourceName.Check(task, "task");
        var (diff, format) = DiffSummaries.ReadAny(file);
        Bases.Open(diff).Dispose();
        _tasks.Add(task, stream => DiffFile.Write(stream, diff, format));
        return GetTask(task);
    }

    /// <inheritdoc/>
    public void Dispose() => Bases.Dispose();

    // The first input is answered at once, as somebody may be typing; many are answered together.
    private static IEnumerable<TextInput[]> GrowingBatches(IEnumerable<TextInput> inputs)
    {
        var batch = new List<TextInput>();
        var size = 1;
        foreach (var input in inputs)
        {
            batch.Add(input);
            if (batch.Count < size) continue;
            yield return [.. batch];
            batch.Clear();
            size = Math.Min(2 * size, PredictionBatch);
        }

        if (batch.Count > 0) yield return [.. batch];
    }

    private TaskModel Load(DiffReader reader) => Bases.Open(reader.ReadAll());

    private string PathOf(string taskOrFile) =>
        taskOrFile.EndsWith(".tgdiff", StringComparison.Ordinal) || taskOrFile.Contains(Path.DirectorySeparatorChar)
            ? taskOrFile
            : _tasks.Newest(taskOrFile).Path;

    private static DiffReader ReadFile(string path) => DiffSummaries.Open(path);
}

using TaskGrid.Diffs.Format;
using TaskGrid.Diffs.Positions;
using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs;

/// <summary>
/// An open diff file: checked as a whole, its entries decoded tensor by tensor when they are asked for. May be used
/// from several threads.
/// </summary>
public sealed class DiffReader
{
    private readonly PositionDecoder _positions;
    private readonly ValuePayload _values;
    private readonly EntryCounts _counts;

    private DiffReader(ReadOnlyMemory<byte> file)
    {
        var records = RecordReader.Read(file);
        var (positions, values) = (records[RecordKind.Positions], records[RecordKind.Values]);
        if (records[RecordKind.Base].Length != DiffFormat.TrailerBytes)
            throw DiffErrors.Invalid("the fingerprint of the base does not have 32 bytes");
        Base = Fingerprint.FromHash(records[RecordKind.Base].Span);
        Layout = LayoutPayload.Read(records[RecordKind.Layout].Span);
        _positions = PositionDecoder.Open(positions, Layout, RiceDecoder.Fastest);
        _counts = _positions.Counts;
        // Every entry has a byte of value at least: from here on, the file's length bounds the number of entries.
        _values = ValuePayload.Open(values, _counts);
        Head = HeadPayload.Read(records[RecordKind.Head].Span);
        Task = TaskPayload.Read(records[RecordKind.Task].Span);
        if (records.TryGetValue(RecordKind.TrainingRecord, out var training))
            TrainingRecordJson = PayloadReader.Text(training.Span, "the training record");
        if (TaskDiff.Problems(Task, Head, TrainingRecordJson) is { Count: > 0 } problems)
            throw DiffErrors.Invalid(string.Join("; ", problems));
        Info = new DiffFileInfo
        {
            Version = (int)DiffFormat.Version,
            Sha256 = Fingerprint.FromHash(file.Span[^DiffFormat.TrailerBytes..]),
            ValueFormat = _values.Format,
            Entries = _counts.Total,
            Parameters = Layout.Count,
            HeadCount = Head.Count,
            FileBytes = file.Length,
            PositionBytes = positions.Length,
            ValueBytes = values.Length,
            HeadBytes = records[RecordKind.Head].Length,
            Tensors = [.. Layout.Tensors.Select((tensor, t) => new DiffTensorInfo(tensor, _counts[t]))],
        };
    }

    /// <summary>The fingerprint of the base that the diff belongs to.</summary>
    public Fingerprint Base { get; }

    /// <summary>The base's layout.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The dense head.</summary>
    public TaskHead Head { get; }

    /// <summary>Kind, metric, labels and input length.</summary>
    public TaskDefinition Task { get; }

    /// <summary>How the diff was made: a JSON object.</summary>
    public string TrainingRecordJson { get; } = "{}";

    /// <summary>Sizes and counts.</summary>
    public DiffFileInfo Info { get; }

    /// <summary>Opens a file that lies in memory and checks all but the single positions and values, which are checked
    /// as they are decoded. Memory is bounded by a multiple of the file's length.</summary>
    /// <param name="file">The whole file; it is kept, and must not change.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: the file is damaged or breaks the
    /// format. <see cref="ErrorCodes.DiffUnsupported"/>: it needs a newer program.</exception>
    public static DiffReader Open(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>Decodes the entries of one tensor and nothing else.</summary>
    /// <param name="tensor">Number of the tensor in <see cref="Layout"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tensor.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public SparseTensor ReadTensor(int tensor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensor);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tensor, Layout.Tensors.Length);
        var (indices, values) = (new int[_counts[tensor]], new float[_counts[tensor]]);
        Decode(tensor, indices, values);
        return new SparseTensor(Layout.Tensors[tensor], indices, values);
    }

    /// <summary>Decodes everything.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public TaskDiff ReadAll()
    {
        var (indices, values) = (new int[_counts.Total], new float[_counts.Total]);
        for (var t = 0; t < _counts.Tensors; t++)
            Decode(t, indices.AsSpan(_counts.Range(t)), values.AsSpan(_counts.Range(t)));
        return new TaskDiff
        {
            Diff = new SparseDiff(Layout, indices, values), Base = Base, Head = Head, Task = Task,
            TrainingRecordJson = TrainingRecordJson,
        };
    }

    private void Decode(int tensor, Span<int> indices, Span<float> values)
    {
        _positions.Decode(tensor, indices);
        _values.Decode(tensor, values);
    }
}

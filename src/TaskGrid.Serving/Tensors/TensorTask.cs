using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>
/// What a task changes of linear maps and normalizations, where the base is: 12 bytes an entry of a linear map, and all
/// scales and shifts of the normalizations.
/// </summary>
internal sealed class TensorTask : IDisposable
{
    private readonly SparseOverrides _overrides;
    private readonly int _firstEntry;

    /// <summary>Brings a task to a device.</summary>
    public TensorTask(SparseOverrides overrides, Device device)
    {
        using var scope = NewDisposeScope();
        _overrides = overrides;
        _firstEntry = overrides.Linears[0].Entry;
        var (rows, columns) = Positions(overrides);
        Rows = Send(tensor(rows), device);
        Columns = Send(tensor(columns), device);
        Values = Send(tensor(overrides.Values[_firstEntry..]), device);
        Norms = Send(tensor(NormChanges(overrides)), device);
        Bytes = (long)rows.Length * (2 * sizeof(int) + sizeof(float)) + (sizeof(float) * Norms.NumberOfElements);
    }

    /// <summary>Bytes on the device.</summary>
    public long Bytes { get; }

    /// <summary>The output feature of each entry, int32 [n]; linear map by linear map.</summary>
    public Tensor Rows { get; }

    /// <summary>The input feature of each entry, int32 [n]; behind the last one for a bias.</summary>
    public Tensor Columns { get; }

    /// <summary>The value of each entry [n].</summary>
    public Tensor Values { get; }

    /// <summary>What is added to the scales of all normalizations and, behind them, to the shifts, one behind the other.
    /// </summary>
    public Tensor Norms { get; }

    /// <summary>Whether a normalization is changed.</summary>
    public bool ChangesNorm(int number) => _overrides.NormStarts[number + 1] > _overrides.NormStarts[number];

    /// <summary>The entries of a linear map: the first one's number, and how many.</summary>
    public (int Start, int Count) Linear(int number)
    {
        var start = _overrides.Linears[number].Entry;
        return (start - _firstEntry, _overrides.Linears[number + 1].Entry - start);
    }

    public void Dispose()
    {
        Rows.Dispose();
        Columns.Dispose();
        Values.Dispose();
        Norms.Dispose();
    }

    private static Tensor Send(Tensor host, Device device) => DeviceMemory.Send(host, device).DetachFromDisposeScope();

    private static (int[] Rows, int[] Columns) Positions(SparseOverrides overrides)
    {
        var visitor = new PositionList();
        for (var number = 0; number < overrides.Parts.Linears.Length; number++)
        {
            visitor.Part = overrides.Parts.Linears[number];
            overrides.VisitLinear(number, ref visitor);
        }

        return ([.. visitor.Rows], [.. visitor.Columns]);
    }

    private static float[] NormChanges(SparseOverrides overrides)
    {
        var norms = overrides.Parts.Norms;
        var width = norms.Sum(norm => norm.Width);
        var changes = new float[2 * width];
        var (entry, first) = (0, 0);
        for (var number = 0; number < norms.Length; first += norms[number++].Width)
        {
            for (; entry < overrides.NormStarts[number + 1]; entry++)
            {
                changes[first + overrides.NormColumns[entry]] = overrides.NormScales[entry];
                changes[width + first + overrides.NormColumns[entry]] = overrides.NormShifts[entry];
            }
        }

        return changes;
    }

    private struct PositionList() : IEntryVisitor
    {
        public List<int> Rows { get; } = [];

        public List<int> Columns { get; } = [];

        public LinearPart Part { get; set; } = null!;

        public readonly void Entry(int index, float delta)
        {
            var weights = Part.Rows * Part.Columns;
            var (row, column) = index < Part.Weight + weights && index >= Part.Weight
                ? Math.DivRem(index - Part.Weight, Part.Columns)
                : (index - Part.Bias, Part.Columns);
            Rows.Add(row);
            Columns.Add(column);
        }
    }
}

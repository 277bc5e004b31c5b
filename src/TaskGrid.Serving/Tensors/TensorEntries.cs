using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>
/// The entries of all panels of a batch where the base is, of some linear maps that follow each other: map by map, and within
/// a map panel by panel, so that one product serves all tasks. 16 bytes an entry and panel.
/// </summary>
internal sealed class TensorEntries : IDisposable
{
    // 256 MiB; a single map may have more.
    private const long Most = 1 << 24;

    private readonly int _first;
    private readonly long[] _starts; // of each map's entries, and the end

    private TensorEntries(int first, IEnumerable<long> starts) => (_first, _starts) = (first, [.. starts]);

    /// <summary>The activation that each entry multiplies, int32: its place among [panels · (in + 1)], the bias behind the
    /// last input.</summary>
    public required Tensor Inputs { get; init; }

    /// <summary>The output that each entry adds to, int64: its place among [panels · out].</summary>
    public required Tensor Outputs { get; init; }

    /// <summary>The value of each entry.</summary>
    public required Tensor Values { get; init; }

    /// <summary>Joins the entries of as many maps as fit.</summary>
    /// <param name="parts">The encoder.</param>
    /// <param name="tasks">The tasks of the batch.</param>
    /// <param name="panels">Its panels.</param>
    /// <param name="first">The first map.</param>
    public static TensorEntries Join(EncoderParts parts, TensorTask[] tasks, TensorPanels panels, int first)
    {
        using var scope = NewDisposeScope();
        var (own, device) = (Array.ConvertAll(panels.Tasks, task => tasks[task]), panels.Sources.device);
        var starts = new List<long> { 0 };
        for (var map = first; map < parts.Linears.Length; map++)
        {
            var end = starts[^1] + own.Sum(task => (long)task.Linear(map).Count);
            if (map > first && end > Most) break;
            starts.Add(end);
        }

        // Of each map and panel: how far its entries move, and what is added to their inputs and outputs.
        var (maps, segments) = (starts.Count - 1, (starts.Count - 1) * own.Length);
        var (added, lengths) = (new int[3 * segments], new long[segments]);
        var (at, segment) = (0, 0);
        for (var map = first; map < first + maps; map++)
        {
            var (part, source) = (parts.Linears[map], 0);
            for (var panel = 0; panel < own.Length; panel++, segment++)
            {
                var (start, count) = own[panel].Linear(map);
                lengths[segment] = count;
                added[segment] = source + start - own[panel].Linear(first).Start - at;
                added[segments + segment] = panel * (part.Columns + 1);
                added[(2 * segments) + segment] = panel * part.Rows;
                at += count;
                source += RangeOf(own[panel], first, maps).Count;
            }
        }

        Tensor Joined(Func<TensorTask, Tensor> of) => cat([.. own.Select(task =>
        {
            var (start, count) = RangeOf(task, first, maps);
            return of(task).narrow(0, start, count);
        })]);
        var spread = DeviceMemory.Send(tensor(added), device).view(3, segments)
            .repeat_interleave(DeviceMemory.Send(tensor(lengths), device), 1, at); // [3, entries]
        using Scalar zero = 0L, all = (long)at;
        var numbers = arange(zero, all, TorchDialect.One, ScalarType.Int32, device);
        var order = spread.select(0, 0).add_(numbers, TorchDialect.One);
        return new TensorEntries(first, starts)
        {
            Inputs = Joined(task => task.Columns).index_select(0, order).add_(spread.select(0, 1), TorchDialect.One).DetachFromDisposeScope(),
            Outputs = Joined(task => task.Rows).index_select(0, order).add_(spread.select(0, 2), TorchDialect.One).to(ScalarType.Int64)
                .DetachFromDisposeScope(),
            Values = Joined(task => task.Values).index_select(0, order).DetachFromDisposeScope(),
        };
    }

    /// <summary>Whether they are those of a map.</summary>
    public bool Has(int map) => map >= _first && map < _first + _starts.Length - 1;

    /// <summary>A map's entries: the first one's number, and the end.</summary>
    public (long Start, long End) Of(int map) => (_starts[map - _first], _starts[map - _first + 1]);

    public void Dispose()
    {
        Inputs.Dispose();
        Outputs.Dispose();
        Values.Dispose();
    }

    private static (int Start, int Count) RangeOf(TensorTask task, int first, int maps)
    {
        var ((start, _), (last, count)) = (task.Linear(first), task.Linear(first + maps - 1));
        return (start, last + count - start);
    }
}

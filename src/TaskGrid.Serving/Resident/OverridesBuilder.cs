using TaskGrid.Diffs;
using TaskGrid.Serving.Kernels;

namespace TaskGrid.Serving.Resident;

/// <summary>Lays a sparse diff out as the kernels read it.</summary>
internal sealed class OverridesBuilder
{
    private readonly EncoderParts _parts;
    private readonly int[] _indices;
    private readonly float[] _deltas;
    private readonly ushort[] _columns;
    private readonly float[] _values;
    private readonly byte[] _rows;
    private readonly List<ushort> _groups = [];
    private int _entry;
    private int _row;

    private OverridesBuilder(EncoderParts parts, SparseDiff diff)
    {
        (_parts, _indices, _deltas) = (parts, diff.Indices, diff.Values);
        var vectors = parts.Norms.Sum(norm => Count(norm.Scale, norm.Width) + Count(norm.Shift, norm.Width));
        _columns = Pinned<ushort>(diff.Count - vectors);
        _values = Pinned<float>(diff.Count - vectors);
        _rows = Pinned<byte>(parts.Linears.Where(HasEntries).Sum(linear => linear.Rows));
    }

    /// <summary>Lays a diff out.</summary>
    /// <param name="parts">The encoder that it belongs to.</param>
    /// <param name="diff">The diff.</param>
    public static SparseOverrides Build(EncoderParts parts, SparseDiff diff) => new OverridesBuilder(parts, diff).Build();

    private SparseOverrides Build()
    {
        var tables = AddTables();
        var linears = new SparseLinear[_parts.Linears.Length + 1];
        for (var number = 0; number < _parts.Linears.Length; number++)
        {
            linears[number] = new SparseLinear(_entry, _row, _groups.Count);
            if (HasEntries(_parts.Linears[number])) AddLinear(_parts.Linears[number]);
        }

        linears[^1] = new SparseLinear(_entry, _row, _groups.Count);
        var groups = Pinned<ushort>(_groups.Count);
        _groups.CopyTo(groups);
        var (starts, columns, scales, shifts) = Norms();
        return new SparseOverrides
        {
            Parts = _parts,
            Columns = _columns,
            Values = _values,
            Tables = tables,
            Rows = _rows,
            Groups = groups,
            Linears = linears,
            NormStarts = starts,
            NormColumns = columns,
            NormScales = scales,
            NormShifts = shifts,
        };
    }

    private TableRows? AddTables()
    {
        var end = At(_parts.TableRows * _parts.TableWidth);
        for (; _entry < end; _entry++)
            (_columns[_entry], _values[_entry]) = ((ushort)(_indices[_entry] % _parts.TableWidth), _deltas[_entry]);
        return end == 0 ? null : new TableRows(_indices.AsSpan(0, end), _parts.TableRows, _parts.TableWidth);
    }

    private void AddLinear(LinearPart linear)
    {
        var (weight, bias) = (At(linear.Weight), At(linear.Bias));
        var biasEnd = At(linear.Bias + linear.Rows);
        // By row of the block: first entry and, in the order of counts, which row has how many.
        Span<int> starts = stackalloc int[SideKernel.BlockRows];
        Span<int> counts = stackalloc int[SideKernel.BlockRows];
        for (var first = 0; first < linear.Rows; first += SideKernel.BlockRows)
        {
            var rows = Math.Min(SideKernel.BlockRows, linear.Rows - first);
            var firstBias = bias;
            for (var r = 0; r < rows; r++)
            {
                starts[r] = weight;
                var rowEnd = linear.Weight + ((first + r + 1) * linear.Columns);
                while (weight < _indices.Length && _indices[weight] < rowEnd) weight++;
                var count = weight - starts[r];
                if (bias < biasEnd && _indices[bias] == linear.Bias + first + r)
                {
                    count++;
                    bias++;
                }

                counts[r] = (count * SideKernel.BlockRows) + r;
            }

            counts[..rows].Sort();
            AddGroups(counts[..rows]);
            foreach (var code in counts[..rows])
            {
                var (count, r) = Math.DivRem(code, SideKernel.BlockRows);
                AddRow(linear, first + r, starts[r], count, firstBias, bias);
                _rows[_row++] = (byte)r;
            }
        }
    }

    // Weights, then the bias where the row's count has one entry more.
    private void AddRow(LinearPart linear, int row, int start, int count, int firstBias, int lastBias)
    {
        var first = linear.Weight + (row * linear.Columns);
        for (var e = start; e < start + count; e++)
        {
            if (e < _indices.Length && _indices[e] < first + linear.Columns)
            {
                Add(_indices[e] - first, _deltas[e]);
                continue;
            }

            var bias = Array.BinarySearch(_indices, firstBias, lastBias - firstBias, linear.Bias + row);
            Add(linear.Columns, _deltas[bias]);
        }
    }

    private void Add(int column, float value)
    {
        (_columns[_entry], _values[_entry]) = ((ushort)column, value);
        _entry++;
    }

    private void AddGroups(ReadOnlySpan<int> sorted)
    {
        for (var at = 0; at < sorted.Length;)
        {
            var count = sorted[at] / SideKernel.BlockRows;
            var end = at + 1;
            while (end < sorted.Length && sorted[end] / SideKernel.BlockRows == count) end++;
            _groups.Add(checked((ushort)count));
            _groups.Add((ushort)(end - at));
            at = end;
        }
    }

    private (int[] Starts, ushort[] Columns, float[] Scales, float[] Shifts) Norms()
    {
        var starts = new int[_parts.Norms.Length + 1];
        var (columns, scales, shifts) = (new List<ushort>(), new List<float>(), new List<float>());
        for (var number = 0; number < _parts.Norms.Length; number++)
        {
            var norm = _parts.Norms[number];
            var (scale, shift) = (At(norm.Scale), At(norm.Shift));
            for (var column = 0; column < norm.Width; column++)
            {
                var (scaled, shifted) = (Is(scale, norm.Scale + column), Is(shift, norm.Shift + column));
                if (!scaled && !shifted) continue;
                columns.Add((ushort)column);
                scales.Add(scaled ? _deltas[scale++] : 0);
                shifts.Add(shifted ? _deltas[shift++] : 0);
            }

            starts[number + 1] = columns.Count;
        }

        return (starts, [.. columns], [.. scales], [.. shifts]);
    }

    private bool Is(int entry, int index) => entry < _indices.Length && _indices[entry] == index;

    private bool HasEntries(LinearPart linear) =>
        Count(linear.Weight, linear.Rows * linear.Columns) + Count(linear.Bias, linear.Rows) > 0;

    private int Count(int offset, int count) => At(offset + count) - At(offset);

    // The first entry from a flat index on.
    private int At(int index)
    {
        var at = Array.BinarySearch(_indices, index);
        return at < 0 ? ~at : at;
    }

    private static T[] Pinned<T>(int count) => GC.AllocateUninitializedArray<T>(count, pinned: true);
}

using System.Runtime.InteropServices;
using TaskGrid.Serving.Kernels;

namespace TaskGrid.Serving.Resident;

/// <summary>
/// A diff as the kernels read it: 6 bytes an entry, 1 byte a row of a linear map, 2 bits a row of an embedding table
/// and 1 an entry there.
/// All arrays are pinned, so that kernels can keep pointers. Never changed; safe for concurrent use.
/// </summary>
internal sealed unsafe class SparseOverrides
{
    /// <summary>The parts that the entries belong to.</summary>
    public required EncoderParts Parts { get; init; }

    /// <summary>Column of each entry: those of the tables row by row, then those of the linear maps.</summary>
    public required ushort[] Columns { get; init; }

    /// <summary>Value of each entry.</summary>
    public required float[] Values { get; init; }

    /// <summary>The entries of each row of the tables; null when they have none.</summary>
    public required TableRows? Tables { get; init; }

    /// <summary>See <see cref="SideCursor.Rows"/>.</summary>
    public required byte[] Rows { get; init; }

    /// <summary>See <see cref="SideCursor.Groups"/>.</summary>
    public required ushort[] Groups { get; init; }

    /// <summary>Where each linear map begins, and the end: [maps + 1].</summary>
    public required SparseLinear[] Linears { get; init; }

    /// <summary>Where each normalization begins in the three arrays below, and the end: [norms + 1].</summary>
    public required int[] NormStarts { get; init; }

    /// <summary>The features whose scale or shift is changed.</summary>
    public required ushort[] NormColumns { get; init; }

    /// <summary>What is added to their scales.</summary>
    public required float[] NormScales { get; init; }

    /// <summary>What is added to their shifts.</summary>
    public required float[] NormShifts { get; init; }

    /// <summary>Entries of the diff, at most; a scale or shift beside a changed one is counted too.</summary>
    public int Entries => Values.Length + NormScales.Length + NormShifts.Length;

    /// <summary>Entries of all linear maps.</summary>
    public int LinearEntries => Linears[^1].Entry - Linears[0].Entry;

    /// <summary>Bytes of all arrays.</summary>
    public long Bytes =>
        Size(Columns) + Size(Values) + (Tables?.Bytes ?? 0) + Size(Rows) + Size(Groups) + Size(Linears)
        + Size(NormStarts) + Size(NormColumns) + Size(NormScales) + Size(NormShifts);

    /// <summary>Whether a linear map has entries.</summary>
    public bool Has(int linear) => Linears[linear + 1].Entry > Linears[linear].Entry;

    /// <summary>At the first block of a linear map that has entries.</summary>
    public SideCursor Cursor(int linear)
    {
        var start = Linears[linear];
        return new SideCursor
        {
            Columns = Address(Columns) + start.Entry,
            Values = Address(Values) + start.Entry,
            Rows = Address(Rows) + start.Row,
            Groups = Address(Groups) + start.Group,
        };
    }

    /// <summary>Shows every entry to a visitor, in no special order.</summary>
    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IEntryVisitor
    {
        for (var row = 0; row < (Tables is null ? 0 : Parts.TableRows); row++)
        {
            var (start, end) = Tables![row];
            for (var e = start; e < end; e++) visitor.Entry((row * Parts.TableWidth) + Columns[e], Values[e]);
        }

        for (var number = 0; number < Parts.Linears.Length; number++) VisitLinear(number, ref visitor);

        for (var number = 0; number < Parts.Norms.Length; number++)
        {
            var norm = Parts.Norms[number];
            for (var e = NormStarts[number]; e < NormStarts[number + 1]; e++)
            {
                if (NormScales[e] != 0) visitor.Entry(norm.Scale + NormColumns[e], NormScales[e]);
                if (NormShifts[e] != 0) visitor.Entry(norm.Shift + NormColumns[e], NormShifts[e]);
            }
        }
    }

    /// <summary>Shows the entries of one linear map to a visitor, in the order in which they lie here.</summary>
    public void VisitLinear<TVisitor>(int number, ref TVisitor visitor)
        where TVisitor : struct, IEntryVisitor
    {
        if (Has(number)) Visit(Parts.Linears[number], Cursor(number), ref visitor);
    }

    private static void Visit<TVisitor>(LinearPart part, SideCursor at, ref TVisitor visitor)
        where TVisitor : struct, IEntryVisitor
    {
        for (var first = 0; first < part.Rows; first += SideKernel.BlockRows)
        {
            for (var left = Math.Min(SideKernel.BlockRows, part.Rows - first); left > 0;)
            {
                var (entries, alike) = (at.Groups[0], at.Groups[1]);
                at.Groups += 2;
                left -= alike;
                for (var r = 0; r < alike; r++)
                {
                    var row = first + *at.Rows++;
                    for (var e = 0; e < entries; e++, at.Columns++)
                    {
                        var index = *at.Columns == part.Columns ? part.Bias + row
                            : part.Weight + (row * part.Columns) + *at.Columns;
                        visitor.Entry(index, *at.Values++);
                    }
                }
            }
        }
    }

    private static T* Address<T>(T[] pinned)
        where T : unmanaged => (T*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private static long Size<T>(T[] array)
        where T : unmanaged => (long)array.Length * sizeof(T);
}

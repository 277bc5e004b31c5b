using System.Collections.Immutable;
using TaskGrid.Models;

namespace TaskGrid.Serving.Resident;

/// <summary>
/// What an encoder's flat buffer consists of, in the order of offsets: the embedding tables [rows, width] from 0 on, then
/// linear maps and layer normalizations, which are numbered each for itself.
/// </summary>
internal sealed class EncoderParts
{
    // A column, and the bias behind the last one, is 16 bits wide.
    private const int MostColumns = ushort.MaxValue - 1;

    private readonly Dictionary<int, int> _numbers = [];

    /// <summary>Numbers the parts.</summary>
    /// <param name="linears">Linear maps, in the order of their offsets.</param>
    /// <param name="norms">Layer normalizations, in the order of their offsets.</param>
    public EncoderParts(IEnumerable<LinearPart> linears, IEnumerable<NormPart> norms)
    {
        (Linears, Norms) = ([.. linears], [.. norms]);
        for (var n = 0; n < Linears.Length; n++) _numbers.Add(Linears[n].Weight, n);
        for (var n = 0; n < Norms.Length; n++) _numbers.Add(Norms[n].Scale, n);
    }

    /// <summary>Rows of the word table.</summary>
    public int WordRows { get; init; }

    /// <summary>Rows of the position table, which lies behind the word table.</summary>
    public int PositionRows { get; init; }

    /// <summary>Rows of the type table, which lies behind the position table.</summary>
    public int TypeRows { get; init; }

    /// <summary>Rows of all tables.</summary>
    public int TableRows => WordRows + PositionRows + TypeRows;

    /// <summary>Features of a row of a table.</summary>
    public int TableWidth { get; init; }

    /// <summary>Every linear map.</summary>
    public ImmutableArray<LinearPart> Linears { get; }

    /// <summary>Every layer normalization.</summary>
    public ImmutableArray<NormPart> Norms { get; }

    /// <summary>The number of the part whose weight or scale is this view.</summary>
    public int NumberOf(WeightView view) => _numbers[view.Offset];

    /// <summary>The parts of an encoder.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: a layer is wider than 65,534.
    /// </exception>
    public static EncoderParts Of(EncoderWeights weights)
    {
        var (word, position, type) = weights.Embeddings;
        var parts = new EncoderParts(
            weights.Linears.OrderBy(linear => linear.Weight.Offset).Select(linear => new LinearPart(
                linear.Weight.Offset, linear.Bias.Offset, Rows(linear.Weight), Columns(linear.Weight))),
            weights.Norms.OrderBy(norm => norm.Scale.Offset)
                .Select(norm => new NormPart(norm.Scale.Offset, norm.Shift.Offset, norm.Scale.Count)))
        {
            WordRows = Rows(word),
            PositionRows = Rows(position),
            TypeRows = type is null ? 0 : Rows(type),
            TableWidth = Columns(word),
        };
        var widest = Math.Max(parts.TableWidth, parts.Linears.Max(linear => linear.Columns));
        if (widest <= MostColumns) return parts;
        throw new TaskGridException(
            ErrorCodes.BaseUnsupported,
            $"A layer of the base has {widest} inputs; tasks can be served on bases with at most {MostColumns}.");
    }

    private static int Rows(WeightView view) => (int)view.Tensor.shape[0];

    private static int Columns(WeightView view) => (int)view.Tensor.shape[^1];
}

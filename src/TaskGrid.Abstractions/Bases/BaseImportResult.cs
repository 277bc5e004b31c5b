using System.Collections.Immutable;

namespace TaskGrid;

/// <summary>The outcome of an import.</summary>
public sealed record BaseImportResult
{
    /// <summary>The base that is now in the store.</summary>
    public required BaseInfo Info { get; init; }

    /// <summary>True when the very same base was there before, and nothing was written.</summary>
    public required bool Unchanged { get; init; }

    /// <summary>Tensors that were left out (constant buffers, heads of other objectives), by their names in the source;
    /// empty when nothing was read because the store already holds that commit.</summary>
    public required ImmutableArray<string> IgnoredTensors { get; init; }
}

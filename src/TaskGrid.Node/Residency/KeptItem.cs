namespace TaskGrid.Node;

/// <summary>What a tier keeps, as its <see cref="EvictionOrder{T}"/> sees it. Guarded by the tier's lock.</summary>
internal abstract class KeptItem
{
    /// <summary>What it takes; stays as it is while it is in an order.</summary>
    public long Bytes { get; set; }

    /// <summary>What keeping it is worth.</summary>
    public double Worth { get; set; }

    /// <summary>Orders items of one worth.</summary>
    public long LastUse { get; set; }

    /// <summary>Where its order has it; negative: it is in none.</summary>
    public int Place { get; set; } = -1;
}

namespace TaskGrid.Models.Tests;

/// <summary>An answer of <see cref="TestHub"/>.</summary>
internal sealed record HubReply(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>The length that is announced; null: the body's.</summary>
    public long? Announced { get; init; }

    /// <summary>After so many bytes of the body the connection is cut, or stays silent.</summary>
    public int? StopsAfter { get; init; }

    /// <summary>When set, the server stays silent until it is done instead of cutting the connection.</summary>
    public Task? SilentUntil { get; init; }
}

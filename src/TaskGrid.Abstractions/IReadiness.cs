namespace TaskGrid;

/// <summary>What must be so, besides a store that answers, before a server is sent requests.</summary>
public interface IReadiness
{
    /// <summary>Whether the server can work now.</summary>
    bool IsReady { get; }
}

using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Processes;

/// <summary>How a server is started.</summary>
internal sealed record ServerSettings
{
    /// <summary>Its store.</summary>
    public required StoreAddress Store { get; init; }

    /// <summary>The folder of the bases.</summary>
    public required string Bases { get; init; }

    /// <summary>A folder of its own: the working folder, and the place of temporary files.</summary>
    public required string Folder { get; init; }

    /// <summary>The node's name.</summary>
    public string Node { get; init; } = "local";

    /// <summary>Where it listens; by default 0, a free port.</summary>
    public int Port { get; init; }

    /// <summary>Whether it only answers predictions.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The processor that it runs on; null: all.</summary>
    public int? Processor { get; init; }

    /// <summary>
    /// Whether the .NET runtime keeps from using more memory as it warms up: no method is compiled a second time, and new objects are
    /// collected every 4 MiB. Otherwise the server grows by some tens of megabytes in its first minutes, whatever it does.
    /// </summary>
    public bool SteadyRuntime { get; init; }

    /// <summary>More options of <c>taskgrid serve</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Requests a second that it takes; by default more than there can be.</summary>
    public int RequestsPerSecond { get; init; } = 1_000_000;
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskGrid.Node;

/// <summary>Settings of the embedded engine.</summary>
public sealed record EmbeddedGridOptions
{
    /// <summary>The node's name by <see cref="ResourceName"/>, by default <c>local</c>. A process that starts under the
    /// name of another takes its jobs over at once.</summary>
    public string Node { get; init; } = "local";

    /// <summary>Whether the name was made for this process alone: then what it keeps on this machine goes with it. By default false. So
    /// it is with a visitor.</summary>
    public bool HasGeneratedName { get; init; }

    /// <summary>Jobs that train at once; by default 1. With 0 jobs are accepted for other nodes, and this one is not
    /// seen by them. A job that names no threads gets its part of the machine's. On Linux jobs take what others on the machine leave of its
    /// processors, except a visitor's.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Stays for a moment: works only on jobs that are submitted or watched through this grid, and takes its
    /// name back at the end; the name must be nobody else's. By default false: every free job of the store is taken up.
    /// </summary>
    public bool IsVisitor { get; init; }

    /// <summary>Jobs that may wait, of all tenants; by default 1,000. A tenant of which fewer wait than its share of them is not
    /// refused.</summary>
    public int MaxQueuedJobs { get; init; } = 1000;

    /// <summary>The largest data file in bytes; by default 512 MiB.</summary>
    public long MaxFileBytes { get; init; } = 512L << 20;

    /// <summary>What <see cref="MaxResidentBytes"/> is by default: 2 GiB, at most a third of the memory that the process may have.
    /// </summary>
    public static long DefaultResidentBytes => Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 3);

    /// <summary>Bytes that versions in memory may take together; by default <see cref="DefaultResidentBytes"/>. At least one is always
    /// held, and none goes while a request uses it. A quarter more may be taken while versions are loaded, or what a single one needs.
    /// </summary>
    public long MaxResidentBytes { get; init; } = DefaultResidentBytes;

    /// <summary>Bytes of merged copies of one base, for tasks that are asked for so often that a copy pays; by default 512 MiB. 0: none.
    /// </summary>
    public long MaxMergedBytes { get; init; } = 512L << 20;

    /// <summary>Bytes that versions may take on a CUDA device beside their base and merged copies; by default 1 GiB. Those of a running
    /// batch always may; the least recently used go first and come back from the node's memory.</summary>
    public long MaxDeviceBytes { get; init; } = 1L << 30;

    /// <summary>Where is computed: <c>cpu</c>, <c>cuda</c>, <c>cuda:N</c>, or <c>auto</c> (the default): a CUDA device where
    /// libtorch sees one, else the processor.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>What predictions and evaluations are computed in: <c>fp32</c> (the default: a served score is the one of training's
    /// evaluation), <c>bf16</c>: over a copy of the base of 2 bytes a parameter, scores differ a little, or <c>auto</c>: what this
    /// machine measured as faster.</summary>
    public string Precision { get; init; } = "fp32";

    /// <summary>Bytes of diff files that are kept below <see cref="LocalFolder"/>, so that loading one again needs no store; by default 8
    /// GiB. 0: none. A visitor keeps none.</summary>
    public long MaxDiskBytes { get; init; } = 8L << 30;

    /// <summary>How long requests for a version whose diff is damaged, gone or of another base are refused without loading it again; by
    /// default 5 s. 0: each request tries. A prefetch or a pin tries at once.</summary>
    public TimeSpan NegativeCacheTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that running jobs may take together beside their bases, by <see cref="Training.TrainingMemory"/>; null (the default): what
    /// the process may have beside versions, bases and merged copies, at least a quarter of all. A job that needs more fails with
    /// <see cref="ErrorCodes.InsufficientMemory"/>, one that needs more than the others leave waits for them.</summary>
    public long? MaxTrainingBytes { get; init; }

    /// <summary>Tokens of one forward pass, unless a single text has more; null (the default): measured at the start, 256 to
    /// 1,024, on a CUDA device to 8,192.</summary>
    public int? MaxBatchTokens { get; init; }

    /// <summary>How long a batch that is smaller than the last one waits for more requests; by default 2 ms.</summary>
    public TimeSpan MaxBatchWait { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long the predictions that wait may take altogether, and so the loads of versions and texts for bases; by default 10 s.
    /// Beyond it requests are refused with <see cref="ErrorCodes.ServerBusy"/>.</summary>
    public TimeSpan MaxQueueTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a task's document may be before it is read again; by default 2 s.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Answers predictions only: nothing is written to the store.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>A folder of this machine for files of running jobs and for diff files; by default one of this user in
    /// the system's temporary folder.</summary>
    public string LocalFolder { get; init; } = Path.Combine(Path.GetTempPath(), $"taskgrid-{Environment.UserName}");

    /// <summary>Is told what becomes of versions and what the machine lacks; by default nobody.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The cluster that this node belongs to; null: processes that share a store know each other by it alone.
    /// </summary>
    internal INodeCluster? Cluster { get; init; }
}

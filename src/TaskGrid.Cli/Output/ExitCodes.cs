using TaskGrid.Gateway;

namespace TaskGrid.Cli.Output;

/// <summary>What the process returns, and which error leads to it; <c>docs/cli.md</c> and the help of the root list
/// them.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The work failed: a diverged training, or something that nobody expected.</summary>
    public const int Failure = 1;

    /// <summary>A command, option, argument, name or key is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A base, a task or a file does not exist.</summary>
    public const int NotFound = 3;

    /// <summary>Data or the source of a base cannot be used.</summary>
    public const int InvalidData = 4;

    /// <summary>A diff or the store is damaged, or a diff does not belong to the base.</summary>
    public const int Damaged = 5;

    /// <summary>The machine lacks something: tensor library, memory, writable store, network, server.</summary>
    public const int Environment = 6;

    /// <summary>Ctrl-C left a job that goes on without the command.</summary>
    public const int Detached = 7;

    /// <summary>Interrupted by Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read the output has closed it: 128 + SIGPIPE.</summary>
    public const int OutputClosed = 141;

    /// <summary>Ended by SIGTERM: 128 + 15.</summary>
    public const int Terminated = 143;

    /// <summary>The exit codes with what they mean, for the help.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done"),
        (Failure, "the work failed"),
        (Usage, "a command, option, name or key is wrong"),
        (NotFound, "a base, task, version, job or file does not exist"),
        (InvalidData, "data or the source of a base cannot be used"),
        (Damaged, "a diff or the store is damaged, or a diff belongs to another base"),
        (Environment, "the machine lacks something: tensor library, memory, writable store, network, server"),
        (Detached, "Ctrl-C left a job that goes on; 'job watch' comes back to it"),
        (Interrupted, "interrupted by Ctrl-C, or the job was cancelled"),
        (OutputClosed, "the reader of the output has closed it"),
        (Terminated, "ended by SIGTERM"),
    ];

    /// <summary>The exit code of an error.</summary>
    /// <param name="errorCode">One of <see cref="ErrorCodes"/> or <see cref="GatewayErrorCodes"/>.</param>
    public static int Of(string errorCode) => errorCode switch
    {
        ErrorCodes.InvalidArgument or ErrorCodes.InvalidName or ErrorCodes.BaseExists or ErrorCodes.TaskExists
            or ErrorCodes.VersionInUse or ErrorCodes.NothingToRollBack or ErrorCodes.JobEnded
            or ErrorCodes.IdempotencyConflict or ErrorCodes.TooLarge or ErrorCodes.ReadOnly or ErrorCodes.CallRefused
            or ErrorCodes.CertificateRefused
            or GatewayErrorCodes.Unauthenticated or GatewayErrorCodes.Forbidden => Usage,
        ErrorCodes.BaseNotFound or ErrorCodes.TaskNotFound or ErrorCodes.FileNotFound or ErrorCodes.VersionNotFound
            or ErrorCodes.AliasNotFound or ErrorCodes.JobNotFound or ErrorCodes.UploadNotFound
            or ErrorCodes.CheckpointNotFound => NotFound,
        ErrorCodes.DataInvalid or ErrorCodes.ColumnNotFound or ErrorCodes.BaseInvalid or ErrorCodes.BaseUnsupported
            or ErrorCodes.PickleRefused or ErrorCodes.SafetensorsInvalid => InvalidData,
        ErrorCodes.DiffInvalid or ErrorCodes.DiffUnsupported or ErrorCodes.DiffBaseMismatch
            or ErrorCodes.StoreInvalid or ErrorCodes.ContentDamaged or ErrorCodes.ContentMissing
            or ErrorCodes.CheckpointInvalid => Damaged,
        ErrorCodes.StoreUnavailable or ErrorCodes.NativeMissing or ErrorCodes.OutOfMemory
            or ErrorCodes.InsufficientMemory
            or ErrorCodes.DownloadFailed or ErrorCodes.QueueFull or ErrorCodes.Contended
            or ErrorCodes.StaleWriter or ErrorCodes.ServerUnavailable or ErrorCodes.ServerBusy or GatewayErrorCodes.RateLimited
            or GatewayErrorCodes.RouteNotFound or GatewayErrorCodes.MethodNotAllowed or ErrorCodes.EngineMissing
            or ErrorCodes.DeviceUnavailable => Environment,
        ErrorCodes.Cancelled => Interrupted,
        _ => Failure,
    };
}

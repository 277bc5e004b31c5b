namespace TaskGrid;

/// <summary>
/// The stable codes of <see cref="TaskGridException"/>. A code never changes its meaning; the CLI maps it to an exit
/// code and the HTTP API to a status, each in one place.
/// </summary>
public static class ErrorCodes
{
    /// <summary>An option or argument has a value outside its range.</summary>
    public const string InvalidArgument = "invalid_argument";

    /// <summary>A name of a base or task breaks the rules of <see cref="ResourceName"/>.</summary>
    public const string InvalidName = "invalid_name";

    /// <summary>No base model of that name is in the store.</summary>
    public const string BaseNotFound = "base_not_found";

    /// <summary>A different base model of that name is in the store already.</summary>
    public const string BaseExists = "base_exists";

    /// <summary>The source of a base model is incomplete or inconsistent.</summary>
    public const string BaseInvalid = "base_invalid";

    /// <summary>The base model's architecture, tokenizer or tensor type is not supported.</summary>
    public const string BaseUnsupported = "base_unsupported";

    /// <summary>Weights come as pickled Python objects, which can run code when they are read.</summary>
    public const string PickleRefused = "pickle_refused";

    /// <summary>A safetensors file breaks its format.</summary>
    public const string SafetensorsInvalid = "safetensors_invalid";

    /// <summary>A download failed or its content does not have the announced length or hash.</summary>
    public const string DownloadFailed = "download_failed";

    /// <summary>Rows of a data file cannot be used; the details name each line.</summary>
    public const string DataInvalid = "data_invalid";

    /// <summary>A named or needed column is not in the data file.</summary>
    public const string ColumnNotFound = "column_not_found";

    /// <summary>A file that was named does not exist or cannot be read.</summary>
    public const string FileNotFound = "file_not_found";

    /// <summary>There is no such upload, or it was given up.</summary>
    public const string UploadNotFound = "upload_not_found";

    /// <summary>A diff file is damaged or breaks its format.</summary>
    public const string DiffInvalid = "diff_invalid";

    /// <summary>A diff file uses a version or a record kind that this program does not know.</summary>
    public const string DiffUnsupported = "diff_unsupported";

    /// <summary>A diff belongs to another base model.</summary>
    public const string DiffBaseMismatch = "diff_base_mismatch";

    /// <summary>No task of that name is in the store.</summary>
    public const string TaskNotFound = "task_not_found";

    /// <summary>A document in the store is damaged.</summary>
    public const string StoreInvalid = "store_invalid";

    /// <summary>The store cannot be reached, read or written (permission, full disk, wrong key, network).</summary>
    public const string StoreUnavailable = "store_unavailable";

    /// <summary>A content-addressed blob does not have the content that its key promises.</summary>
    public const string ContentDamaged = "content_damaged";

    /// <summary>A content-addressed blob that something in the store refers to is not there.</summary>
    public const string ContentMissing = "content_missing";

    /// <summary>The native tensor library is missing or does not match.</summary>
    public const string NativeMissing = "native_missing";

    /// <summary>The native tensor library reported an error.</summary>
    public const string NativeFailed = "native_failed";

    /// <summary>The device that was asked for is not in this machine, or libtorch does not see it.</summary>
    public const string DeviceUnavailable = "device_unavailable";

    /// <summary>The work needs more memory than the machine has.</summary>
    public const string OutOfMemory = "out_of_memory";

    /// <summary>The work needs more memory than a budget of the node leaves; the message has the figures.</summary>
    public const string InsufficientMemory = "insufficient_memory";

    /// <summary>The loss became infinite or not a number.</summary>
    public const string TrainingDiverged = "training_diverged";

    /// <summary>A task of that name is registered with another spec.</summary>
    public const string TaskExists = "task_exists";

    /// <summary>The task has no version of that number.</summary>
    public const string VersionNotFound = "version_not_found";

    /// <summary>An alias names the version.</summary>
    public const string VersionInUse = "version_in_use";

    /// <summary>The task has no alias of that name.</summary>
    public const string AliasNotFound = "alias_not_found";

    /// <summary>The alias named nothing before.</summary>
    public const string NothingToRollBack = "nothing_to_roll_back";

    /// <summary>No job of that id.</summary>
    public const string JobNotFound = "job_not_found";

    /// <summary>The job has ended and cannot go on.</summary>
    public const string JobEnded = "job_ended";

    /// <summary>The job crashed the process several times at the same step, or ended in a way that nobody expected; the message says
    /// how.</summary>
    public const string JobCrashed = "job_crashed";

    /// <summary>A client outside the cluster has made a call that is for silos alone.</summary>
    public const string CallRefused = "call_refused";

    /// <summary>A silo cannot join its cluster, because certificates of silos do not fit; the details name each silo.</summary>
    public const string CertificateRefused = "certificate_refused";

    /// <summary>Too many jobs wait already.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>An idempotency key was used before with other content.</summary>
    public const string IdempotencyConflict = "idempotency_conflict";

    /// <summary>Something is larger than the limit that the message names.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A newer owner has taken over what this one wanted to write.</summary>
    public const string StaleWriter = "stale_writer";

    /// <summary>A document was changed by others again and again; try once more.</summary>
    public const string Contended = "contended";

    /// <summary>The server was started read-only.</summary>
    public const string ReadOnly = "read_only";

    /// <summary>The server cannot be reached, does not answer in time, or answers something that is not of its API.
    /// </summary>
    public const string ServerUnavailable = "server_unavailable";

    /// <summary>So much waits to be answered that the request was refused; try again after the time that the error names.
    /// </summary>
    public const string ServerBusy = "server_busy";

    /// <summary>This build lacks the engine that was asked for.</summary>
    public const string EngineMissing = "engine_missing";

    /// <summary>A checkpoint is damaged or belongs to another training run.</summary>
    public const string CheckpointInvalid = "checkpoint_invalid";

    /// <summary>The job to go on from has no checkpoint.</summary>
    public const string CheckpointNotFound = "checkpoint_not_found";

    /// <summary>The caller cancelled the work.</summary>
    public const string Cancelled = "cancelled";
}

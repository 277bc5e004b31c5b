using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>The one place that maps an error code to an HTTP status.</summary>
internal static class ErrorStatus
{
    /// <summary>The status of a code.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/> or <see cref="GatewayErrorCodes"/>.</param>
    public static int Of(string code) => Find(code) ?? StatusCodes.Status500InternalServerError;

    /// <summary>The status of a code; null when the code is unknown.</summary>
    public static int? Find(string code) => code switch
    {
        ErrorCodes.InvalidArgument or ErrorCodes.InvalidName => StatusCodes.Status400BadRequest,
        GatewayErrorCodes.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorCodes.ReadOnly or ErrorCodes.CallRefused or ErrorCodes.CertificateRefused or GatewayErrorCodes.Forbidden
            => StatusCodes.Status403Forbidden,
        ErrorCodes.BaseNotFound or ErrorCodes.TaskNotFound or ErrorCodes.VersionNotFound or ErrorCodes.AliasNotFound
            or ErrorCodes.JobNotFound or ErrorCodes.FileNotFound or ErrorCodes.UploadNotFound
            or ErrorCodes.CheckpointNotFound
            or GatewayErrorCodes.RouteNotFound
            => StatusCodes.Status404NotFound,
        GatewayErrorCodes.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ErrorCodes.BaseExists or ErrorCodes.TaskExists or ErrorCodes.VersionInUse or ErrorCodes.NothingToRollBack
            or ErrorCodes.JobEnded or ErrorCodes.IdempotencyConflict or ErrorCodes.StaleWriter
            => StatusCodes.Status409Conflict,
        ErrorCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        GatewayErrorCodes.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ErrorCodes.DataInvalid or ErrorCodes.ColumnNotFound or ErrorCodes.BaseInvalid or ErrorCodes.BaseUnsupported
            or ErrorCodes.PickleRefused or ErrorCodes.SafetensorsInvalid or ErrorCodes.DiffInvalid
            or ErrorCodes.DiffUnsupported or ErrorCodes.DiffBaseMismatch or ErrorCodes.TrainingDiverged
            => StatusCodes.Status422UnprocessableEntity,
        ErrorCodes.QueueFull or ErrorCodes.ServerBusy or GatewayErrorCodes.RateLimited
            => StatusCodes.Status429TooManyRequests,
        ErrorCodes.Cancelled => StatusCodes.Status499ClientClosedRequest,
        ErrorCodes.StoreInvalid or ErrorCodes.ContentDamaged or ErrorCodes.ContentMissing
            or ErrorCodes.CheckpointInvalid or ErrorCodes.NativeFailed or ErrorCodes.JobCrashed
            or GatewayErrorCodes.Internal => StatusCodes.Status500InternalServerError,
        ErrorCodes.DownloadFailed => StatusCodes.Status502BadGateway,
        ErrorCodes.StoreUnavailable or ErrorCodes.NativeMissing or ErrorCodes.Contended or ErrorCodes.ServerUnavailable
            or ErrorCodes.EngineMissing or ErrorCodes.DeviceUnavailable
            => StatusCodes.Status503ServiceUnavailable,
        ErrorCodes.OutOfMemory or ErrorCodes.InsufficientMemory => StatusCodes.Status507InsufficientStorage,
        _ => null,
    };
}

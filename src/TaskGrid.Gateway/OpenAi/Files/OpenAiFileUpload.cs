using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TaskGrid.Gateway;

/// <summary>Reads a multipart upload.</summary>
internal static class OpenAiFileUpload
{
    /// <summary>What a form's other parts and boundaries may take beside the file, in bytes.</summary>
    public const long FormBytes = 64 << 10;

    private const int MaxParts = 16;

    /// <summary>Stores the form's file.</summary>
    public static async Task<GridFile> StoreAsync(
        HttpRequest request,
        string? idempotencyKey,
        IGridFiles files,
        GatewayLimits limits,
        CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("The body must be a form.", StatusCodes.Status415UnsupportedMediaType);
        var form = await ReadAsync(request, limits, cancellationToken);
        if (form.Files.GetFile("file") is not { } file)
            throw ApiException.Invalid("The form has no part 'file' with a file name.", "file");
        if (file.Length > limits.MaxFileBytes)
            throw ApiException.TooLarge(
                $"The file has {file.Length:N0} bytes; at most {limits.MaxFileBytes:N0} in one file.", "file");
        if (file.Length == 0) throw ApiException.Invalid($"The file '{file.FileName}' is empty.", "file");
        var purpose = form["purpose"].ToString();
        await using var content = file.OpenReadStream();
        return await files.UploadAsync(
            new GridFileSpec(file.FileName, purpose.Length == 0 ? GridFileSpec.FineTune : purpose),
            content,
            idempotencyKey,
            cancellationToken);
    }

    private static async Task<IFormCollection> ReadAsync(
        HttpRequest request, GatewayLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            // A large file waits in a temporary file, whose name is none of the client's: its purpose may come behind it.
            return await request.ReadFormAsync(
                new FormOptions
                {
                    MultipartBodyLengthLimit = limits.MaxFileBytes + FormBytes, // the body has no more
                    ValueCountLimit = MaxParts,
                    ValueLengthLimit = 1 << 12,
                    MultipartHeadersCountLimit = MaxParts,
                },
                cancellationToken);
        }
        // No form, one that ends early, or too long headers. Failures of the temporary file have the system's HResult.
        catch (Exception exception) when (exception is InvalidDataException
            || (exception.GetType() == typeof(IOException) && exception.HResult == new IOException().HResult))
        {
            throw ApiException.Invalid("The body cannot be read. Check its format and length.");
        }
    }
}

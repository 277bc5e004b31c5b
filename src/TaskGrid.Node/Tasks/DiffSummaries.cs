using TaskGrid.Diffs;
using TaskGrid.Diffs.Safetensors;
using TaskGrid.Training.Data;

namespace TaskGrid.Node;

/// <summary>Reads diff files from disk.</summary>
internal static class DiffSummaries
{
    /// <summary>Opens a <c>.tgdiff</c> file.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>, <see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static DiffReader Open(string path)
    {
        using var stream = OpenFile(path);
        return DiffFile.Open(stream);
    }

    /// <summary>Reads a <c>.tgdiff</c> or an exported safetensors file.</summary>
    public static (TaskDiff Diff, ValueFormat Format) ReadAny(string path)
    {
        if (!path.EndsWith(".safetensors", StringComparison.Ordinal))
        {
            var reader = Open(path);
            return (reader.ReadAll(), reader.Info.ValueFormat);
        }

        using var stream = OpenFile(path);
        return (DiffSafetensors.Import(stream, Path.GetFileName(path)), ValueFormat.Fp32);
    }

    public static DiffSummary Of(string path, DiffReader reader)
    {
        var info = reader.Info;
        return new DiffSummary
        {
            Path = path,
            FormatVersion = info.Version,
            Sha256 = info.Sha256.Hex,
            BaseFingerprint = reader.Base.Hex,
            ValueFormat = info.ValueFormat.Name(),
            Parameters = info.Parameters,
            Nonzeros = info.Entries,
            Density = info.Density,
            FileBytes = info.FileBytes,
            PositionBytes = info.PositionBytes,
            ValueBytes = info.ValueBytes,
            HeadBytes = info.HeadBytes,
            BitsPerPosition = info.BitsPerPosition,
            EntropyBitsPerPosition = info.EntropyBitsPerPosition,
            Kind = TaskKindName.Of(reader.Task.Kind),
            Labels = reader.Task.Labels,
            TrainingRecordJson = reader.TrainingRecordJson,
            Tensors =
            [
                .. info.Tensors.Where(tensor => tensor.Entries > 0).Select(tensor =>
                    new DiffTensorSummary(tensor.Tensor.Name, tensor.Tensor.Count, tensor.Entries)),
            ],
        };
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TaskGridException(
                ErrorCodes.FileNotFound, $"The diff file '{path}' cannot be read: {exception.Message}", null, exception);
        }
    }
}

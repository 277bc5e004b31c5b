using TaskGrid.Diffs;
using TaskGrid.Diffs.Safetensors;
using TaskGrid.Training.Data;

namespace TaskGrid.Node;

/// <summary>Diff files outside a store: what they hold, and how they come and go.</summary>
public static class DiffFiles
{
    /// <summary>What a diff holds and costs.</summary>
    /// <param name="diff">A <c>.tgdiff</c> file.</param>
    /// <param name="path">What the summary calls it.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static DiffSummary Summarize(Stream diff, string path) => Summarize(DiffFile.Open(diff), path);

    /// <summary>Decodes every entry of a diff, and compares its tensors and its head with its base where that is here.</summary>
    /// <param name="diff">A <c>.tgdiff</c> file.</param>
    /// <param name="path">What the summary calls it.</param>
    /// <param name="bases">The bases that are here; null: none.</param>
    /// <returns>What it holds, and whether its base is here.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>, <see cref="ErrorCodes.DiffUnsupported"/>,
    /// <see cref="ErrorCodes.DiffBaseMismatch"/>.</exception>
    public static (DiffSummary Summary, bool IsBaseHere) Verify(Stream diff, string path, BaseCatalog? bases)
    {
        var reader = DiffFile.Open(diff);
        var task = reader.ReadAll();
        return (Summarize(reader, path), bases?.CheckIfHere(task) == true);
    }

    /// <summary>Writes a diff as safetensors: <c>NAME.indices</c> (int32) and <c>NAME.values</c> per tensor.</summary>
    /// <param name="diff">A <c>.tgdiff</c> file.</param>
    /// <param name="output">Where it goes.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static void ExportSafetensors(Stream diff, Stream output) =>
        DiffSafetensors.Export(DiffFile.Read(diff), output);

    /// <summary>What <see cref="ExportSafetensors"/> wrote, as a <c>.tgdiff</c> file with exactly those values, as
    /// small as they allow.</summary>
    /// <param name="exported">The safetensors file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.SafetensorsInvalid"/>.</exception>
    public static Stream ImportSafetensors(Stream exported, string name)
    {
        var diff = new MemoryStream();
        var task = DiffSafetensors.Import(exported, name);
        DiffFile.Write(diff, task, ValueCodec.SmallestExact(task.Diff));
        diff.Position = 0;
        return diff;
    }

    private static DiffSummary Summarize(DiffReader reader, string path)
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
}

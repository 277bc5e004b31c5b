using System.Globalization;
using TaskGrid.Diffs;

namespace TaskGrid.Proofs.Stores;

/// <summary>Diff files that differ in a number of their training record, so that each is a version of its own.</summary>
/// <param name="file">The file that they are made of.</param>
internal sealed class DiffCopies(byte[] file)
{
    private readonly DiffReader _reader = DiffReader.Open(file);

    /// <summary>The file with a number.</summary>
    public byte[] Create(int number)
    {
        using var copy = new MemoryStream();
        var record = string.Create(CultureInfo.InvariantCulture, $$"""{"copy":{{number}}}""");
        DiffFile.Write(copy, _reader.ReadAll() with { TrainingRecordJson = record }, _reader.Info.ValueFormat);
        return copy.ToArray();
    }
}

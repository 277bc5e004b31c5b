using TaskGrid.Diffs.Format;
using TaskGrid.Diffs.Positions;
using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs;

/// <summary>Writes and reads <c>.tgdiff</c> files: see <c>docs/specs/diff-format.md</c>.</summary>
public static class DiffFile
{
    /// <summary>Writes a diff. The same diff and format give the same bytes on every machine.</summary>
    /// <param name="stream">Where the file goes, from the stream's current position on.</param>
    /// <param name="diff">What to write.</param>
    /// <param name="format">How to store the values of the sparse diff.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: a value is beyond the format's
    /// range, the file would be longer than 2 GiB, or the head, the task or the training record breaks a rule (all in
    /// the details).</exception>
    public static void Write(Stream stream, TaskDiff diff, ValueFormat format)
    {
        if (TaskDiff.Problems(diff.Task, diff.Head, diff.TrainingRecordJson) is { Count: > 0 } problems)
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"The diff cannot be written: {string.Join("; ", problems)}.", problems);
        }

        ValueCodec.CheckRange(diff.Diff, format);
        var counts = EntryCounts.Of(diff.Diff.Layout, diff.Diff.Indices);
        var (layout, head, task) = (new PayloadWriter(), new PayloadWriter(), new PayloadWriter());
        LayoutPayload.Write(layout, diff.Diff.Layout);
        HeadPayload.Write(head, diff.Head);
        TaskPayload.Write(task, diff.Task);
        var positions = PositionEncoder.Encode(diff.Diff.Layout, counts, diff.Diff.Indices);
        var training = PayloadWriter.Utf8(diff.TrainingRecordJson);
        var valueBytes = ValuePayload.ByteLength(counts, format);
        CheckLength(positions.LongLength + valueBytes + head.Written.Length + training.LongLength);

        using var writer = new RecordWriter(stream);
        writer.Write(RecordKind.Base, diff.Base.ToHash());
        writer.Write(RecordKind.Layout, layout.Written);
        writer.Write(RecordKind.Positions, positions);
        writer.Begin(RecordKind.Values, valueBytes);
        ValuePayload.Write(diff.Diff.Values, counts, format, writer.Append);
        writer.Write(RecordKind.Head, head.Written);
        writer.Write(RecordKind.Task, task.Written);
        writer.Write(RecordKind.TrainingRecord, training);
        writer.End();
    }

    /// <summary>Reads a whole diff.</summary>
    /// <param name="file">The bytes of a file.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: the file is damaged or breaks the
    /// format. <see cref="ErrorCodes.DiffUnsupported"/>: it needs a newer program.</exception>
    public static TaskDiff Read(ReadOnlyMemory<byte> file) => DiffReader.Open(file).ReadAll();

    /// <summary>Reads a whole diff, from the stream's current position to its end.</summary>
    /// <exception cref="TaskGridException">As in <see cref="Read(ReadOnlyMemory{byte})"/>.</exception>
    public static TaskDiff Read(Stream stream) => Open(stream).ReadAll();

    /// <summary>Opens a diff for reading tensor by tensor, from the stream's current position to its end.</summary>
    /// <exception cref="TaskGridException">As in <see cref="Read(ReadOnlyMemory{byte})"/>.</exception>
    public static DiffReader Open(Stream stream) => DiffReader.Open(ReadBytes(stream));

    /// <summary>Checks everything in a file, each single entry too.</summary>
    /// <returns>What the file holds.</returns>
    /// <exception cref="TaskGridException">As in <see cref="Read(ReadOnlyMemory{byte})"/>.</exception>
    public static DiffFileInfo Verify(Stream stream)
    {
        var reader = Open(stream);
        reader.ReadAll();
        return reader.Info;
    }

    private static byte[] ReadBytes(Stream stream)
    {
        // What is no diff takes no memory. A wrong version may be damage, which only the hash of the whole file tells.
        Span<byte> magic = stackalloc byte[DiffFormat.Magic.Length];
        magic = magic[..stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)];
        RecordReader.CheckMagic(magic);
        if (stream.CanSeek)
        {
            stream.Position -= magic.Length;
            var length = stream.Length - stream.Position;
            if (length > DiffFormat.MaxFileBytes) throw DiffErrors.Invalid($"it has {length} bytes, beyond 2 GiB");
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }

        using var memory = new MemoryStream();
        memory.Write(magic);
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (memory.Length + read > DiffFormat.MaxFileBytes) throw DiffErrors.Invalid("it goes on beyond 2 GiB");
            memory.Write(buffer.AsSpan(0, read));
        }

        return memory.ToArray();
    }

    private static void CheckLength(long bytes)
    {
        // The frame, the layout and the task have room in the last 100 MiB.
        if (bytes <= DiffFormat.MaxFileBytes - (100 << 20)) return;
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"The diff would take {bytes} bytes, but a file has at most 2 GiB. " +
            "Choose a smaller value format or density.");
    }
}

using System.Text;
using CsvHelper;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Comma-separated records after RFC 4180; a quoted field may hold commas, quotes (doubled) and line breaks.
/// Wholly empty lines are passed over.</summary>
internal static class CsvRecords
{
    private const int MaxRecordBytes = Utf8LineReader.DefaultMaxLineBytes;

    /// <summary>Reads records lazily.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="report">Takes records with broken quoting.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/>: not UTF-8.</exception>
    public static IEnumerable<FieldRecord> Read(Stream stream, string file, ReportProblem report)
    {
        RefuseUtf16(stream, file);
        using var reader = CsvReader.Create(stream, Options(report), leaveOpen: true);
        while (TryRead(reader, report))
        {
            // Checked here because the parser replaces what is not UTF-8.
            Utf8Text.Check(reader.RawRecord, file, reader.LineNumber, reader.ByteOffset);
            var fields = new string[reader.FieldCount];
            for (var field = 0; field < fields.Length; field++)
            {
                fields[field] = reader.GetString(field);
            }

            yield return new FieldRecord(reader.LineNumber, fields);
        }
    }

    private static CsvReaderOptions Options(ReportProblem report) => new()
    {
        Mode = CsvMode.Rfc4180,
        Separator = ',',
        HasHeader = false,
        Encoding = Encoding.UTF8,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRecordBytes,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = record => report(record.LineNumber, Describe(record.Reason)),
    };

    private static bool TryRead(CsvReader reader, ReportProblem report)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            // The only cause left by the options; where the record ends is unknown, so reading ends.
            report(exception.LineNumber, "the record is longer than 1 MiB; is a quote not closed?");
            return false;
        }
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote =>
            "a quote inside a field that is not quoted; quote the whole field and double the quotes in it",
        CsvMalformedReason.TextAfterClosingQuote =>
            "text after a closing quote; double the quotes inside a quoted field",
        CsvMalformedReason.UnterminatedQuote => "a quote is not closed before the end of the file",
        _ => $"malformed ({reason})",
    };

    // The parser would convert UTF-16 by itself, which the other formats do not.
    private static void RefuseUtf16(Stream stream, string file)
    {
        if (!stream.CanSeek)
        {
            return;
        }

        var first = stream.ReadByte();
        if (first is 0xFE or 0xFF)
        {
            throw Utf8Text.NotUtf8(file, (byte)first, line: 1, offset: 0);
        }

        stream.Position = 0;
    }
}

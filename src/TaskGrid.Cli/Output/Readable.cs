using System.Globalization;

namespace TaskGrid.Cli.Output;

/// <summary>Numbers as people read them, the same in every locale.</summary>
internal static class Readable
{
    /// <summary>A count with thousands separators: <c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A size: <c>512 B</c>, <c>17.3 KiB</c>, <c>1.2 MiB</c>.</summary>
    /// <param name="bytes">Bytes.</param>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GiB"),
    };

    /// <summary>A metric, probability or score with four decimals.</summary>
    public static string Score(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A share in percent with three decimals: <c>0.500 %</c>.</summary>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.000} %");

    /// <summary>A duration: <c>4.2 s</c>, <c>3 min 05 s</c>, <c>2 h 07 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };
}

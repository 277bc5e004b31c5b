using System.Net;
using System.Net.Sockets;

namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>Programs of this machine, and ports for them.</summary>
internal static class Programs
{
    // Debian keeps a database's programs off the path.
    private static readonly string[] Elsewhere =
        Directory.Exists("/usr/lib/postgresql") ? [.. Directory.GetDirectories("/usr/lib/postgresql").Select(each => $"{each}/bin")] : [];

    /// <summary>Where a program is; null: nowhere.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Elsewhere)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

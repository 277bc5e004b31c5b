using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TaskGrid.Tests;

/// <summary>
/// A real blob service, or table service: Azurite, with its data in a scratch folder. It ends with this process, also when
/// that is killed.
/// </summary>
/// <param name="service"><c>blob</c> or <c>table</c>.</param>
internal sealed partial class AzuriteProcess(string service = "blob") : IDisposable
{
    /// <summary>The account that it knows.</summary>
    public const string Account = "taskgrid";

    /// <summary>The key of the account.</summary>
    public static readonly string Key = Convert.ToBase64String(new byte[32]);

    private static readonly TimeSpan SavedWithin = TimeSpan.FromSeconds(6);

    private readonly ScratchFolder _folder = new();
    private Process? _process;
    private int _port;

    /// <summary>Why there is no Azurite; null when there is one.</summary>
    public static string? Missing { get; } = FindMissing();

    private string Protocol => service == "blob" ? "BlobEndpoint" : "TableEndpoint";

    /// <summary>Its address, with the account; the same after a restart.</summary>
    public string Endpoint => $"http://127.0.0.1:{_port}/{Account}";

    /// <summary>The account's connection string.</summary>
    public string Connection =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};{Protocol}={Endpoint};";

    private static string MainOf(string service) =>
        Path.Combine(Repository.Root, $"artifacts/npm/node_modules/azurite/dist/src/{service}/main.js");

    /// <summary>Starts it on a free port; after <see cref="StopAsync"/> on the one that it had.</summary>
    public async Task StartAsync()
    {
        // The table service does not say which free port it took.
        if (_port == 0 && service == "table") _port = FreePort();
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(Repository.Root, "tests/azurite/start.js"), MainOf(service), $"--{service}Port", $"{_port}", "--location",
                _folder.Path, "--skipApiVersionCheck", "--disableTelemetry",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{Key}" },
        };
        _process = Process.Start(start)!;
        _port = 0;
        while (_port == 0 && await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match) _port = int.Parse(match.Groups[1].Value, null);
        }

        if (_port == 0) throw new InvalidOperationException("Azurite ended before it listened.");
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Kills it; what was written to it stays.</summary>
    public async Task StopAsync()
    {
        // What it knows of blobs is saved when it has changed, every five seconds.
        var file = Path.Combine(_folder.Path, $"__azurite_db_{service}__.json");
        var start = DateTime.UtcNow;
        while (File.GetLastWriteTimeUtc(file) < start && DateTime.UtcNow - start < SavedWithin) await Task.Delay(50);
        Kill();
    }

    public void Dispose()
    {
        Kill();
        _folder.Dispose();
    }

    private static string? FindMissing()
    {
        if (!File.Exists(MainOf("blob"))) return "needs Azurite, which './taskgrid test' installs with npm";
        var start = new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true };
        try
        {
            using var node = Process.Start(start)!;
            node.WaitForExit();
            return node.ExitCode == 0 ? null : "needs node";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "needs node";
        }
    }

    private void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"successfully \w+ on (?:http://)?[0-9.]+:([0-9]+)\s*$")]
    private static partial Regex Listening();
}

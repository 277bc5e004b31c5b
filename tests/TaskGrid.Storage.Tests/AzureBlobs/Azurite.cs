using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TaskGrid.Storage.Tests.AzureBlobs;

/// <summary>
/// A real blob service: Azurite, on a free port, with its data in a scratch folder. It ends with this process, also
/// when that is killed.
/// </summary>
public sealed partial class Azurite : IAsyncLifetime, IDisposable
{
    internal const string Account = "taskgrid";

    internal static readonly string Key = Convert.ToBase64String(new byte[32]);

    private readonly ScratchFolder _folder = new();
    private Process? _process;

    /// <summary>Why there is no Azurite; null when there is one.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Its address, with the account.</summary>
    internal string Endpoint { get; private set; } = "";

    internal string Connection =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    private static string Main =>
        Path.Combine(RepositoryRoot(), "artifacts/npm/node_modules/azurite/dist/src/blob/main.js");

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(RepositoryRoot(), "tests/azurite/start.js"), Main, "--blobPort", "0", "--location",
                _folder.Path, "--skipApiVersionCheck", "--disableTelemetry",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{Key}" },
        };
        _process = Process.Start(start)!;
        while (Endpoint.Length == 0 && await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match) Endpoint = $"{match.Groups[1].Value}/{Account}";
        }

        Assert.NotEmpty(Endpoint);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private static string? FindMissing()
    {
        if (!File.Exists(Main)) return "needs Azurite, which './taskgrid test' installs with npm";
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

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("TaskGrid.sln").Length == 0) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds TaskGrid.sln.");
    }

    [GeneratedRegex(@"(http://[0-9.:]+)\s*$")]
    private static partial Regex Listening();
}

using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Serving;
using TaskGrid.Cli.Stores;
using TaskGrid.Gateway;
using TaskGrid.Orleans;
using TaskGrid.Storage;
using TaskGrid.Tests;

namespace TaskGrid.Cli.Tests.Serving;

public sealed class ServeTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public async Task Serve_OnAnEmptyStore_SaysWhatToDoAnswersAndStops()
    {
        using var process = CliProcess.Start(folder.Path, "serve", "--urls", "http://127.0.0.1:0", "--store", "served");
        var url = await UrlAsync(process);
        Assert.Contains("taskgrid key create", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("taskgrid base import", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/tasks")).StatusCode);

        var made = CliProcess.Json(CliProcess.Run(
            folder.Path, "key", "create", "--tenant", "acme", "--scopes", "read", "--store", "served", "--json"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/tasks")).StatusCode);
        CliProcess.Signal(process, "TERM");
        await process.WaitForExitAsync();
        Assert.Equal(ExitCodes.Ok, process.ExitCode);
    }

    [Fact]
    public async Task Serve_WithADamagedKeyAndBase_Answers()
    {
        var store = Path.Combine(folder.Path, "damaged");
        Directory.CreateDirectory(Path.Combine(store, "bases", "old"));
        Directory.CreateDirectory(Path.Combine(store, "keys"));
        await File.WriteAllTextAsync(Path.Combine(store, "keys", $"{new string('0', 64)}.json"), "{");
        using var server = ServerProcess.Start(folder.Path, "damaged", "--node", "damaged");
        var made = CliProcess.Json(CliProcess.Run(
            folder.Path, "key", "create", "--tenant", "acme", "--scopes", "read", "--store", "damaged", "--json"));
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("key").GetString());
        Assert.Contains("\"items\":[]", await client.GetStringAsync("/v1/bases"), StringComparison.Ordinal);

        var listed = CliProcess.Run(folder.Path, "base", "list", "--store", "damaged");
        Assert.Equal(ExitCodes.Ok, listed.ExitCode);
        Assert.Contains("The base 'old' is damaged", listed.Error, StringComparison.Ordinal);
        var shown = CliProcess.Run(folder.Path, "base", "show", "old", "--store", "damaged");
        Assert.Equal(ExitCodes.Damaged, shown.ExitCode);
        Assert.Equal(ExitCodes.Ok, CliProcess.Run(folder.Path, "key", "list", "--store", "damaged").ExitCode);
    }

    [Fact]
    public async Task FirstSteps_WhileTheStoreIsAway_SaySo()
    {
        var away = new FaultyBlobStore(new FileBlobStore(folder.Path), new FaultRates { Fail = 1 }, 1);
        await using var services = new ServiceCollection().AddSingleton(new ApiKeyStore(away, TimeProvider.System)).BuildServiceProvider();
        var steps = await FirstSteps.OfAsync(new GridStore(folder.Path), new GatewayOptions(), services, default);
        Assert.Contains("A fault that the test asked for", Assert.Single(steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithALogLevelOfTheEnvironment_LogsAtIt()
    {
        var levels = new Dictionary<string, string> { ["Logging__LogLevel__Microsoft.Extensions.Hosting"] = "Debug" };
        using var process = CliProcess.Start(
            folder.Path, levels, "serve", "--no-auth", "--urls", "http://127.0.0.1:0", "--store", "logged");
        Assert.Contains("dbug: Microsoft.Extensions.Hosting", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        CliProcess.Signal(process, "TERM");
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    [Fact]
    public void Serve_WithoutAuthenticationForOthers_IsRefused()
    {
        var outcome = CliProcess.Run(folder.Path, "serve", "--no-auth", "--urls", "http://0.0.0.0:0");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("http://0.0.0.0:0", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_WithOrleansInABuildWithoutIt_SaysWhatIsMissing()
    {
        if (OrleansEngine.IsBuilt) return; // there tests/TaskGrid.Orleans.Tests starts such servers
        var outcome = CliProcess.Run(folder.Path, "serve", "--engine", "orleans", "--no-auth", "--urls", "http://127.0.0.1:0");
        Assert.Equal(ExitCodes.Environment, outcome.ExitCode);
        Assert.Contains("Microsoft.Orleans.Server", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(ErrorCodes.EngineMissing, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--silo-port", "11111")]
    [InlineData("--advertise", "10.0.0.1")]
    [InlineData("--gateway-only")]
    [InlineData("--membership", "redis")]
    [InlineData("--cluster-ca", "ca.crt")]
    [InlineData("--dashboard")]
    public void Serve_WithOptionsOfAClusterAlone_IsRefused(params string[] options)
    {
        var outcome = CliProcess.Run(folder.Path, ["serve", "--no-auth", .. options]);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains($"{options[0]} goes with --engine orleans.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_WithACertificateAlone_IsRefused()
    {
        var outcome = CliProcess.Run(
            folder.Path, "serve", "--engine", "orleans", "--no-auth", "--cluster-certificate", "silo.crt");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("--cluster-key", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("given together", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_OfAStore_AreThisProcess()
    {
        var outcome = CliProcess.Run(folder.Path, "nodes", "--store", "empty", "--json");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(0, CliProcess.Json(outcome).GetProperty("nodes")[0].GetProperty("queuedJobs").GetInt32());
    }

    [Fact]
    public void Key_MadeListedAndRevoked_IsShownOnce()
    {
        var key = CliProcess.Run(
            folder.Path, "key", "create", "--tenant", "acme", "--scopes", "predict,train", "--store", "keys").Output.Trim();
        Assert.StartsWith("tg-", key);
        var list = CliProcess.Run(folder.Path, "key", "list", "--store", "keys", "--json");
        Assert.DoesNotContain(key, list.Output, StringComparison.Ordinal);
        var id = CliProcess.Json(list).GetProperty("keys")[0].GetProperty("id").GetString()!;
        Assert.Equal(ExitCodes.Ok, CliProcess.Run(folder.Path, "key", "revoke", id, "--store", "keys").ExitCode);
        Assert.Equal(
            ExitCodes.Usage,
            CliProcess.Run(folder.Path, "key", "revoke", "0123456789ab", "--store", "keys").ExitCode);
    }

    private static async Task<string> UrlAsync(Process process)
    {
        var line = await process.StandardError.ReadLineAsync();
        Assert.Contains(" at http://127.0.0.1:", line, StringComparison.Ordinal);
        return line![(line!.IndexOf(" at ", StringComparison.Ordinal) + 4)..];
    }
}

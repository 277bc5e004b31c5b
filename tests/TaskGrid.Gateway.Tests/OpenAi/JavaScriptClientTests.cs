using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.OpenAi;

/// <summary>The official client for JavaScript, as its users write it (tests/openai-js/run.mjs).</summary>
public sealed class JavaScriptClientTests
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm-openai");

    [NodeFact]
    public async Task Client_FromUploadToDeletion_IsUnderstood()
    {
        await using var server = await TestServer.StartAsync(new GatewayOptions());
        using var folder = new ScratchFolder();
        await File.WriteAllBytesAsync(folder["rows.tsv"], GridData.Rows(40));
        var key = (await server.Keys.CreateAsync("acme", [ApiScope.Admin])).Key;

        var seen = await RunAsync(
            new Uri(server.Url, "/v1").AbsoluteUri, key, SampleBases.Name, folder["rows.tsv"], Packages);

        Assert.Equal("succeeded", (string?)seen["status"]);
        Assert.Equal("from-javascript@v1", (string?)seen["model"]);
        Assert.True((int?)seen["events"] > 2);
        Assert.Contains((string?)seen["label"], new[] { "pos", "neg" });
        Assert.Equal((string?)seen["label"], (string?)seen["streamed"]);
        Assert.Equal(2, (int?)seen["labels"]);
        Assert.Contains("from-javascript@live", seen["models"]!.AsArray().Select(model => (string?)model));
        Assert.Equal("""["other","job"]""", seen["jobs"]!.ToJsonString());
        Assert.Equal("[true]", seen["checkpoints"]!.ToJsonString());
        Assert.Contains((string?)seen["resumed"], new[] { "queued", "running" });
        Assert.Equal("cancelled", (string?)seen["other"]);
        Assert.Equal("[true]", seen["files"]!.ToJsonString());
        Assert.Equal(("rows.tsv", GridData.Rows(40).Length), ((string?)seen["named"], (int?)seen["content"]));
        Assert.Equal("""[404,"route_not_found","invalid_request_error"]""", seen["unknown"]!.ToJsonString());
        Assert.True((bool?)seen["deleted"]);
        Assert.Equal(404, (int?)seen["gone"]);
    }

    private static async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var script = Path.Combine(Repository.Root, "tests", "openai-js", "run.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return JsonNode.Parse(await output)!;
    }

    /// <summary>A test that needs the client.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NodeFactAttribute : FactAttribute
    {
        private const int OldestNode = 20;

        public NodeFactAttribute() => Skip =
            !Directory.Exists(Path.Combine(Packages, "node_modules", "openai"))
                ? "needs OpenAI's client for JavaScript, which './taskgrid test' installs with npm"
            : Node() < OldestNode ? $"OpenAI's client needs Node.js {OldestNode}, which is newer than this one"
            : null;

        private static int Node()
        {
            using var node = Process.Start(
                new ProcessStartInfo("node", ["-p", "process.versions.node.split('.')[0]"]) { RedirectStandardOutput = true })!;
            return int.Parse(node.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        }
    }
}

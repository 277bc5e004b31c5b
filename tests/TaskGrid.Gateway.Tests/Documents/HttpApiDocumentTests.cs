using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Documents;

/// <summary>What docs/http-api.md shows, done.</summary>
public sealed partial class HttpApiDocumentTests
{
    [Fact]
    public async Task Example_FromAFileToAnAnswer_RunsAsItIsWritten()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "http-api.md"));
        var example = Example().Match(document).Groups[1].Value;
        Assert.Contains("$U/v1/predict", example, StringComparison.Ordinal);
        await using var server = await TestServer.StartAsync();
        using var folder = new ScratchFolder();

        var output = await RunAsync($"U={server.Url.ToString().TrimEnd('/')}\n{example}", folder.Path);

        Assert.Contains("event: ", output, StringComparison.Ordinal);
        var answer = JsonNode.Parse(output[output.LastIndexOf("{\"results\"", StringComparison.Ordinal)..])!;
        Assert.Equal("reviews", (string?)answer["results"]![0]!["result"]!["task"]);
    }

    [RequestsFact]
    public async Task Example_InPythonWithRequests_RunsAsItIsWritten()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "http-api.md"));
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        await client.TrainAsync("reviews");
        using var folder = new ScratchFolder();
        var example = RequestsExample().Match(document).Value.Replace(
            "http://127.0.0.1:8080/", server.Url.ToString(), StringComparison.Ordinal);

        var output = await RunAsync("python3", ["-c", example], folder.Path);

        Assert.Matches(@"^\['(pos|neg)', '(pos|neg)'\]\n(pos|neg)\n$", output);
    }

    private static Task<string> RunAsync(string script, string folder) => RunAsync("bash", ["-eu", "-c", script], folder);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    [GeneratedRegex("From a file to an answer:\n\n```\nU=[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("(?<=```python\n)import requests\n.*?(?=```)", RegexOptions.Singleline)]
    private static partial Regex RequestsExample();

    /// <summary>A test that needs the package.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RequestsFactAttribute : FactAttribute
    {
        public RequestsFactAttribute() => Skip = HasRequests() ? null : "needs Python with the package 'requests'";

        private static bool HasRequests()
        {
            try
            {
                var start = new ProcessStartInfo("python3", ["-c", "import requests"]) { RedirectStandardError = true };
                using var python = Process.Start(start)!;
                python.WaitForExit();
                return python.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}

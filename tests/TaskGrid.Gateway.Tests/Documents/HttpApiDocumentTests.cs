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
        await File.WriteAllBytesAsync(folder["train.tsv"], GridData.Rows(24));

        var output = await RunAsync($"U={server.Url.ToString().TrimEnd('/')}\n{example}", folder.Path);

        Assert.Contains("event: ", output, StringComparison.Ordinal);
        var answer = JsonNode.Parse(output[output.LastIndexOf("{\"results\"", StringComparison.Ordinal)..])!;
        Assert.Equal("reviews", (string?)answer["results"]![0]!["result"]!["task"]);
    }

    private static async Task<string> RunAsync(string script, string folder)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-eu", "-c", script])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, await errors);
        return await output;
    }

    [GeneratedRegex("From a file to an answer:\n\n```\nU=[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

using System.Text;
using System.Text.Json;

namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>A store with the sample base and one small task, made once by the command line itself.</summary>
public sealed class TrainedStore : IDisposable
{
    private static readonly string[] Good = ["warm", "funny", "great", "lovely", "clever", "moving", "fine", "bright"];

    private static readonly string[] Bad = ["dull", "cold", "awful", "boring", "weak", "stale", "ugly", "slow"];

    private static readonly string[] Kept =
    [
        "content/", ".locks/", "nodes/local.json", "tenants/default/jobs/", "tenants/default/events/",
        "tenants/default/requests/",
    ];

    private static readonly string[] Things = ["film", "story", "plot", "cast", "song", "book", "play", "show"];

    private readonly TemporaryFolder _folder = new();

    private ServerProcess? _server;

    /// <summary>Imports and trains.</summary>
    public TrainedStore()
    {
        Train = _folder.Write("train.tsv", Rows(0, 96));
        Dev = _folder.Write("dev.tsv", Rows(96, 32));
        Import = Json("base", "import", SampleBase, "--name", "mini", "--json");
        Training = Json([.. TrainArguments("reviews"), "--json"]);
    }

    /// <summary>The sample base of the repository.</summary>
    public static string SampleBase { get; } = RepositoryFolder.File("samples", "models", "tg-mini");

    /// <summary>The folder that commands run in; its <c>.taskgrid</c> is the store.</summary>
    public string Folder => _folder.Path;

    /// <summary>The store.</summary>
    public string Store => _folder.File(".taskgrid");

    /// <summary>The training file.</summary>
    public string Train { get; }

    /// <summary>The development file.</summary>
    public string Dev { get; }

    /// <summary>What <c>base import --json</c> printed.</summary>
    internal JsonElement Import { get; }

    /// <summary>What <c>train --json</c> printed.</summary>
    internal JsonElement Training { get; }

    /// <summary>A short training of a task.</summary>
    public string[] TrainArguments(string task, int epochs = 2) =>
    [
        "train", task, "--base", "mini", "--train", Train, "--dev", Dev, "--epochs", $"{epochs}", "--batch-size", "8",
        "--threads", "1", "--precision", "fp32",
    ];

    /// <summary>Runs a command that must succeed and parses what it prints.</summary>
    internal JsonElement Json(params string[] arguments)
    {
        var outcome = CliProcess.Run(Folder, arguments);
        Assert.True(outcome.ExitCode == 0, $"taskgrid {string.Join(' ', arguments)}: {outcome.Output}{outcome.Error}");
        return CliProcess.Json(outcome);
    }

    /// <summary>Every file of a store that is not a record of a job or content, which `store gc` looks after, by its
    /// path below the store.</summary>
    public static IReadOnlyList<string> Listing(string store) =>
    [
        .. Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(store, path))
            .Where(path => !Kept.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A server on the store, started when a test first asks for it; without keys.</summary>
    public string Server => (_server ??= ServerProcess.Start(Folder, Store)).Url;

    /// <inheritdoc />
    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    private static string Rows(int first, int count)
    {
        var text = new StringBuilder("sentence\tlabel\n");
        for (var i = first; i < first + count; i++)
        {
            var (words, label) = i % 2 == 0 ? (Good, "good") : (Bad, "bad");
            text.Append($"the {Things[i / 2 % 8]} was {words[i / 3 % 8]} and {words[i / 5 % 8]} .\t{label}\n");
        }

        return text.ToString();
    }
}

using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Benchmarks.Steps;
using TaskGrid.Benchmarks.Workers;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Tokenizer;

/// <summary>How fast text becomes token ids, and whether it shows in training.</summary>
internal sealed class TokenizerBenchmark : IBenchmark
{
    /// <summary>Percentage of a training step that tokenizing its batch may take.</summary>
    private const double WantedShare = 1;

    private readonly Option<string> _text = new("--text")
    {
        Description = "Text to tokenize: a file, or a folder of tasks whose texts are taken.",
        HelpName = "PATH",
        DefaultValueFactory = _ => DefaultText(),
    };

    private readonly Option<string> _vocabulary = new("--vocab")
    {
        Description = "The vocabulary, one token a line.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine(RepositoryFolder.Root, "samples", "models", "tg-mini", "vocab.txt"),
    };

    /// <inheritdoc/>
    public string Name => "tokenizer";

    /// <inheritdoc/>
    public string Description =>
        "Measures WordPiece tokenization on one thread and on all, and its share of a training step.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_text, _vocabulary];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["tokenizer", "tokenizer --text book.txt --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var source = Path.GetFullPath(run.Value(_text));
        var lines = TokenizerText.Read(source);
        var vocabulary = await File.ReadAllBytesAsync(run.Value(_vocabulary), cancellationToken);
        var tokenizer = new WordPieceTokenizer(WordPieceVocabulary.Parse(vocabulary));
        run.Progress.Update("tokenizing");
        var words = lines.Sum(line => (long)line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        var tokens = lines.Sum(line => (long)Tokenize(tokenizer, line));
        var single = Pace.Seconds(
            () =>
            {
                foreach (var line in lines) Tokenize(tokenizer, line);
            },
            cancellationToken);
        var parallel = Pace.Seconds(
            () => Parallel.ForEach(lines, line => Tokenize(tokenizer, line)), cancellationToken);
        var step = await StepSecondsAsync(run, cancellationToken);
        var item = StepCase.All[0];
        var share = 100 * (item.Rows * item.Length * single / tokens) / step;
        var megabytes = lines.Sum(line => (long)System.Text.Encoding.UTF8.GetByteCount(line)) / 1e6;
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures =
            [
                new Figure("one thread", tokens / single / 1e6, "M tokens/s"),
                new Figure("one thread, words", words / single / 1e6, "M words/s"),
                new Figure("one thread, text", megabytes / single, "MB/s"),
                new Figure($"{Environment.ProcessorCount} threads", tokens / parallel / 1e6, "M tokens/s"),
                new Figure($"{Environment.ProcessorCount} threads, words", words / parallel / 1e6, "M words/s"),
                new Figure($"training step, {item.Label}, full fine-tuning, one thread", 1000 * step, "ms"),
                new Figure("tokenizing that step's batch, share of the step", share, "%", Goal.AtMost(WantedShare)),
            ],
            Notes =
            [
                $"{lines.Length:N0} texts, {words:N0} words, {tokens:N0} tokens from {source}.",
                "Training tokenizes each text once, before the first step; the share is as if each step did it anew.",
            ],
        };
    }

    private static async Task<double> StepSecondsAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        run.Progress.Update("training steps");
        var item = StepCase.All[0];
        var folder = await RandomBase.EnsureAsync(item.Shape, StepOptions.Scratch, cancellationToken);
        await using var worker = WorkerProcess.StartOwn(StepWorker.CommandName, TorchEnvironment.Create(1));
        await worker.AskAsync<StepSetup, StepReady>(
            new StepSetup(StepKind.Full, folder, item.Shape, item.Rows, item.Length, 1, false), cancellationToken);
        await worker.AskAsync<StepOrder, StepTimes>(new StepOrder(5), cancellationToken);
        return Median.Of((await worker.AskAsync<StepOrder, StepTimes>(new StepOrder(20), cancellationToken)).Seconds);
    }

    private static int Tokenize(WordPieceTokenizer tokenizer, string line)
    {
        // Three ids a char are always enough; long lines are cut like long inputs.
        Span<int> ids = stackalloc int[Math.Min(3 * line.Length, 4096)];
        return tokenizer.Encode(line, ids);
    }

    private static string DefaultText()
    {
        var tasks = Path.Combine(RepositoryFolder.Root, "..", "shared", "tasks");
        return Directory.Exists(tasks) ? tasks : Path.Combine(RepositoryFolder.Root, "README.md");
    }
}

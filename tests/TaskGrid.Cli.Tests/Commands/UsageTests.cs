using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Commands;

public sealed class UsageTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Train = ["train", "reviews", "--base", "mini", "--train", "train.tsv"];

    [Theory]
    [InlineData("trian x --base y", "Unknown command 'trian'. Did you mean 'train'?")]
    [InlineData("base lst", "Unknown command 'lst'. Did you mean 'list'?")]
    [InlineData("base", "'base' needs a command: import, list, show, fill or encode.")]
    [InlineData("base list --stroe x", "Unknown option '--stroe'. Did you mean '--store'?")]
    [InlineData("base list extra", "Unknown argument 'extra'.")]
    [InlineData("base show", "'NAME'")]
    [InlineData("base show Upper", "'Upper' is not a base name.")]
    [InlineData("base fill mini", "'--text' is required")]
    [InlineData("base fill mini --text a --top 0", "--top is '0'; it takes a whole number from 1 to 1000")]
    [InlineData("base fill mini --text a --top 1001", "--top is '1001'; it takes a whole number from 1 to 1000")]
    [InlineData("base import folder", "'--name' is required")]
    [InlineData("task show ../x", "'../x' is not a task name.")]
    [InlineData("predict reviews", "One of --text, --input and '-' (stdin) is needed")]
    [InlineData("predict reviews - --text a", "One of --text, --input and '-' (stdin) is needed")]
    [InlineData("predict reviews - --text-pair a", "--text-pair goes with --text.")]
    [InlineData("predict reviews text", "Unknown argument 'text'.")]
    [InlineData("diff export reviews", "'--output' is required")]
    [InlineData("predict reviews@ --text a", "'' is not a alias name.")]
    [InlineData("job", "'job' needs a command: list, show, watch, pause, resume or cancel.")]
    [InlineData("job show", "'ID'")]
    [InlineData("job list --limit 0", "--limit is '0'; it takes a whole number from 1")]
    [InlineData("job list --task Bad", "'Bad' is not a task name.")]
    [InlineData("version lst reviews", "Unknown command 'lst'. Did you mean 'list'?")]
    [InlineData("version show Reviews@v1", "'Reviews' is not a task name.")]
    [InlineData("version evaluate reviews", "'--data' is required")]
    [InlineData("task set reviews", "One of --description, --keep-versions and --keep-for is needed")]
    [InlineData("task set reviews --keep-for 0", "--keep-for is '0'; it takes a number of days above 0 and at most 36500.")]
    [InlineData("diff import a.tgdiff --task reviews --alias Live", "'Live' is not a alias name.")]
    [InlineData("alias set reviews live", "'VERSION[=WEIGHT]'")]
    [InlineData("alias set reviews live 3", "'3' is not a version; it takes the form v3")]
    [InlineData("alias set reviews live v1=0", "'v1=0' is not a version")]
    [InlineData("alias set reviews Live v1", "'Live' is not a alias name.")]
    [InlineData("alias rollback reviews", "'ALIAS'")]
    [InlineData("diff push reviews", "'--to' is required")]
    [InlineData("diff pull reviews", "One of --from and --to is needed")]
    [InlineData("task list --server 127.0.0.1:8080", "--server is '127.0.0.1:8080'; it takes an http or https address")]
    [InlineData("task list --server ftp://x", "--server is 'ftp://x'; it takes an http or https address")]
    [InlineData("task list --server http://x --store y", "--server and --store exclude each other")]
    [InlineData("task list --key k", "--key goes with --server.")]
    [InlineData("base import x --name y --server http://x", "'import' works on a store itself and takes no")]
    [InlineData("store gc --server http://x", "'gc' works on a store itself and takes no")]
    [InlineData("key list --server http://x", "'list' works on a store itself and takes no")]
    [InlineData("serve --server http://x", "'serve' works on a store itself and takes no")]
    [InlineData("diff pull reviews --from x --to y --server http://x", "--server has nothing to read or to write")]
    [InlineData("serve --key-grace -1", "--key-grace is '-1'; it takes a whole number from 0")]
    [InlineData("serve --trusted-proxies 10.0.0.0/8,x", "--trusted-proxies has 'x'; it takes addresses and networks")]
    [InlineData("serve --trusted-proxies 10.0.0.1/33", "--trusted-proxies has '10.0.0.1/33'; it takes addresses and networks")]
    [InlineData("predict reviews --text a --device gpu", "--device is 'gpu'; it takes cpu, cuda, cuda:N or auto.")]
    [InlineData("base fill mini --text a --device cuda:-1", "--device is 'cuda:-1'; it takes cpu")]
    [InlineData("predict reviews --text a --device cpu --server http://x", "--device is about this process")]
    [InlineData("key create --tenant t --scopes predict,write", "--scopes is 'predict,write'; it takes some of read, predict")]
    [InlineData("key create --tenant T --scopes ,", "--scopes is ','")]
    [InlineData("diff export reviews --output x --format pickle", "--format is 'pickle'; it takes one of safetensors")]
    public void Run_WrongCommandLine_SaysWhatIsWrong(string line, string problem)
    {
        var outcome = CliProcess.Run(folder.Path, line.Split(' '));

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Contains($"[{ErrorCodes.InvalidArgument}]", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--density", "0")]
    [InlineData("--density", "1.5")]
    [InlineData("--density", "NaN")]
    [InlineData("--density", "half")]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "2.5")]
    [InlineData("--epochs", "99999999999")]
    [InlineData("--batch-size", "-1")]
    [InlineData("--max-length", "2")]
    [InlineData("--learning-rate", "0")]
    [InlineData("--learning-rate", "Infinity")]
    [InlineData("--first-learning-rate", "0")]
    [InlineData("--seed", "-3")]
    [InlineData("--threads", "0")]
    [InlineData("--method", "diff-prunning")]
    [InlineData("--precision", "fp8")]
    [InlineData("--device", "gpu")]
    [InlineData("--kind", "ranking")]
    [InlineData("--metric", "bleu")]
    [InlineData("--value-format", "int4")]
    public void Train_OptionOutOfRange_NamesOptionAndValue(string option, string value)
    {
        var outcome = CliProcess.Run(folder.Path, [.. Train, option, value]);

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.StartsWith($"error: {option} is '{value}'; it takes ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--method full --density 0.005", "--density does not fit --method full, which trains whole tensors.")]
    [InlineData("--method bitfit --density 0.1", "--density does not fit --method bitfit, which trains whole tensors.")]
    [InlineData("--density 1 --method last-layer", "--density does not fit --method last-layer, which trains whole tensors.")]
    [InlineData("--method fish --first-learning-rate 1e-4", "--first-learning-rate does not fit --method fish, which has one phase.")]
    [InlineData("--positive ok", "--positive names the label that --metric f1 is of and fits no other metric.")]
    [InlineData("--positive ok --metric f1-macro", "--positive names the label that --metric f1 is of and fits no other metric.")]
    public void Train_OptionsThatDoNotFit_AreRefused(string options, string problem)
    {
        var outcome = CliProcess.Run(folder.Path, [.. Train, .. options.Split(' ')]);

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.StartsWith($"error: {problem}", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict reviews --text a --device cuda:99 --json")]
    [InlineData("serve --no-auth --urls http://127.0.0.1:0 --device cuda:99 --json")]
    public void Device_ThatIsNotHere_IsRefusedAtTheStart(string line)
    {
        var outcome = CliProcess.Run(folder.Path, line.Split(' '));

        Assert.Equal(ExitCodes.Environment, outcome.ExitCode);
        var error = CliProcess.Json(outcome).GetProperty("error");
        Assert.Equal(ErrorCodes.DeviceUnavailable, error.GetProperty("code").GetString());
        Assert.Contains("'cuda:99'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ManyMistakes_AreReportedTogether()
    {
        var outcome = CliProcess.Run(
            folder.Path, "train", "Bad/Name", "--density", "7", "--epochs", "x", "--method", "fish", "--structured",
            "--frob", "--json");
        var error = CliProcess.Json(outcome).GetProperty("error");

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal(ErrorCodes.InvalidArgument, error.GetProperty("code").GetString());
        Assert.StartsWith("7 arguments are wrong.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var details = error.GetProperty("details").EnumerateArray().Select(detail => detail.GetString()!).ToList();
        Assert.Equal(7, details.Count);
        Assert.All(
            ["--frob", "--base", "--train", "--density", "--epochs", "Bad/Name", "--structured"],
            part => Assert.Single(details, detail => detail.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void Train_MethodMisspelt_IsSuggested()
    {
        var outcome = CliProcess.Run(folder.Path, [.. Train, "--method", "pafy"]);

        Assert.Contains("Did you mean 'pafi'?", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WrongCommandLine_WritesNothingToTheFolder()
    {
        CliProcess.Run(folder.Path, [.. Train, "--density", "0"]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}

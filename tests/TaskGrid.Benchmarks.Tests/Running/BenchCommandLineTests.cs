using TaskGrid.Benchmarks.Running;

namespace TaskGrid.Benchmarks.Tests.Running;

public sealed class BenchCommandLineTests
{
    [Fact]
    public async Task RunAsync_FileThatIsNotThere_IsAnErrorLine()
    {
        var (console, errors) = (Console.Error, new StringWriter());
        Console.SetError(errors);
        try
        {
            Assert.Equal(1, await BenchCommandLine.RunAsync(["tokenizer", "--vocab", "no-such-vocab.txt"]));
        }
        finally
        {
            Console.SetError(console);
        }

        Assert.Matches("(?m)^error: .*no-such-vocab.txt", errors.ToString());
    }
}

using TaskGrid.Benchmarks.Workers;

namespace TaskGrid.Benchmarks.Tests.Workers;

public sealed class WorkerProcessTests
{
    [Fact]
    public async Task AskAsync_EchoingProcess_AnswersWithTheRequest()
    {
        await using var worker = WorkerProcess.Start("cat", "/bin/cat", []);

        Assert.Equal(42, await worker.AskAsync<int, int>(42, CancellationToken.None));
        Assert.Equal("ä", await worker.AskAsync<string, string>("ä", CancellationToken.None));
    }

    [Fact]
    public async Task ReceiveAsync_ProcessThatFails_TellsItsExitCodeAndLastWords()
    {
        await using var worker = WorkerProcess.Start("the shell", "/bin/sh", ["-c", "echo no memory >&2; exit 3"]);

        var problem = await Assert.ThrowsAsync<TaskGridException>(
            () => worker.ReceiveAsync<int>(CancellationToken.None));

        Assert.Contains("the shell", problem.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", problem.Message, StringComparison.Ordinal);
        Assert.Contains("no memory", problem.Details);
    }

    [Fact]
    public async Task DisposeAsync_RunningProcess_EndsIt()
    {
        var worker = WorkerProcess.Start("cat", "/bin/sh", ["-c", "echo $$; exec cat"]);
        var id = await worker.ReceiveAsync<int>(CancellationToken.None);
        Assert.True(Directory.Exists($"/proc/{id}"));

        await worker.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public void Start_MissingProgram_SaysSo() =>
        Assert.Equal(
            ErrorCodes.FileNotFound,
            Assert.Throws<TaskGridException>(() => WorkerProcess.Start("nothing", "/no/such/program", [])).Code);
}

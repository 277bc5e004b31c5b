using System.Text.Json;
using TaskGrid.Benchmarks.Steps;

namespace TaskGrid.Benchmarks.Tests.Steps;

public sealed class StepSessionTests
{
    [Fact]
    public void Stepped_TwoRounds_AnswersEachWithItsSteps()
    {
        var output = new StringWriter();
        var session = new StepSession(new StringReader("{\"steps\":3}\n{\"steps\":2}\n"), output);

        session.Begin();
        for (var step = 0; step < 4; step++) session.Stepped();
        Assert.Throws<OperationCanceledException>(session.Stepped);

        var answers = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<StepTimes>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.Equal([3, 2], answers.Select(answer => answer.Seconds.Length));
        Assert.All(answers, answer => Assert.InRange(answer.PeakBytes, 1_000_000, long.MaxValue));
    }
}

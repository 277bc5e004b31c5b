using TaskGrid.Diffs;
using TaskGrid.Serving.Tests.Fixtures;

namespace TaskGrid.Serving.Tests;

public sealed class ResidentTaskTests
{
    [Fact]
    public void Bytes_LongLabels_AreCounted()
    {
        using var served = new ServedBase("bert");
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1 });
        var diff = served.Task(0.01);
        while (diff.Task.Kind != TaskKind.Classification) diff = served.Task(0.01);
        var labels = diff.Task.Labels;
        var longLabels = labels.Select(label => label.PadRight(TaskDefinition.MaxLabelLength));

        var (shortOnes, longOnes) = (server.Load(diff), server.Load(diff with { Task = diff.Task with { Labels = [.. longLabels] } }));

        var characters = labels.Sum(label => TaskDefinition.MaxLabelLength - label.Length);
        Assert.Equal(sizeof(char) * characters, longOnes.Bytes - shortOnes.Bytes);
    }
}

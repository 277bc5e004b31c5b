using System.Text.Json;

namespace TaskGrid.Node.Tests.Documents;

public sealed class GridDocumentsJsonTests
{
    [Fact]
    public void Event_WithAMetricThatIsNoNumber_IsReadAsItWasWritten()
    {
        var told = new JobEvent
        {
            Sequence = 1,
            At = DateTimeOffset.UnixEpoch,
            Kind = JobEventKind.Progress,
            Message = "phase 3",
            Status = JobStatus.Running,
            Progress = new TrainProgress { Phase = "phase 3", Step = 1, Steps = 2, Epoch = 0.5, DevMetric = double.NaN },
        };
        var type = GridDocumentsJson.Default.JobEvent;
        Assert.Equal(told, JsonSerializer.Deserialize(JsonSerializer.Serialize(told, type), type));
    }
}

using System.Text.Json;
using TaskGrid.Client.Tests.Jobs;

namespace TaskGrid.Client.Tests.Http;

public sealed class JobSpecJsonTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("canary")]
    public void PublishTo_WrittenAndRead_IsTheSame(string? alias)
    {
        var json = JsonSerializer.Serialize(Sample.Spec with { PublishTo = alias }, GridJson.Default.JobSpec);
        Assert.Equal(alias, JsonSerializer.Deserialize(json, GridJson.Default.JobSpec)!.PublishTo);
    }
}

using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Failures;

public sealed class AbsentWorkerTests
{
    [Fact]
    public async Task Submit_WhileAFrontIsAlone_IsToBeRepeated()
    {
        using var folder = new ScratchFolder();
        await using var silos = await TestSilos.StartAsync(
            1, change: (_, options) => options with { Roles = SiloRoles.Gateway, BasesFolder = folder["none"] });
        var grain = silos.Of<IGrainFactory>(0).GetGrain<ITaskGrain>(TaskGrainKey.Of("t", "reviews"));
        var failure = await Assert.ThrowsAsync<TaskGridException>(
            () => grain.SubmitJobAsync(GridData.Job("reviews", "file-none"), "first"));
        Assert.Equal(ErrorCodes.ServerUnavailable, failure.Code);
    }
}

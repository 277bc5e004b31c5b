using Orleans.Runtime.MembershipService.SiloMetadata;
using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Placement;

public sealed class SiloDescriptionTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Metadata_OfAnotherSilo_SaysWhatItCanTrain()
    {
        var other = silos.Silos.Cluster.Silos[1].SiloAddress;
        var metadata = silos.Silos.Of<ISiloMetadataCache>(0);
        var report = await Eventually.BecomesAsync(
            () => Task.FromResult(SiloDescription.Find(other, metadata.GetSiloMetadata(other).Metadata)), each => each is not null);
        Assert.Equal(
            (other.ToParsableString(), SiloRoles.Gateway | SiloRoles.Worker, 1), (report!.Silo, report.Roles, report.Slots));
        Assert.Equal([SampleBases.Name], report.Bases);
        Assert.True(TaskPlacement.CanTake(report, SampleBases.Name));
        Assert.False(TaskPlacement.CanTake(report, "another"));
        Assert.False(TaskPlacement.CanTake(report, SampleBases.Name, "another"));
        var own = silos.Silos.Of<SiloNode>(0).Grid.Bases.Get(SampleBases.Name).Fingerprint;
        Assert.Equal([own], report.BaseFingerprints);
    }

    [Theory]
    [InlineData("")]
    [InlineData("taskgrid.roles=Sorter")]
    [InlineData("taskgrid.roles=64")]
    [InlineData("taskgrid.slots=1")]
    public void Find_OfASiloThatSaysNothingOfUse_IsNull(string metadata) => Assert.Null(Find(metadata));

    // As a silo of another version may write them.
    [Theory]
    [InlineData("taskgrid.roles=Gateway", SiloRoles.Gateway, 0)]
    [InlineData("taskgrid.roles=Gateway, Sorter, Worker;taskgrid.slots=2", SiloRoles.Gateway | SiloRoles.Worker, 2)]
    [InlineData("taskgrid.roles=Worker;taskgrid.slots=many;taskgrid.memory-bytes=1 GB", SiloRoles.Worker, 0)]
    public void Find_OfASiloOfAnotherVersion_TakesWhatItKnows(string metadata, SiloRoles roles, int slots)
    {
        var report = Find(metadata)!;
        Assert.Equal((roles, slots, 0L, "cpu"), (report.Roles, report.Slots, report.MemoryBytes, report.Device));
        Assert.Empty(report.Bases);
    }

    private SiloReport? Find(string metadata) => SiloDescription.Find(
        silos.Silos.Cluster.Silos[0].SiloAddress,
        metadata.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('='))
            .ToDictionary(each => each[0], each => each[1]));
}

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
            () => Task.FromResult(SiloDescription.Find(other, metadata.GetSiloMetadata(other))), each => each is not null);
        Assert.Equal(
            (other.ToParsableString(), SiloRoles.Gateway | SiloRoles.Worker, 1), (report!.Silo, report.Roles, report.Slots));
        Assert.Equal([SampleBases.Name], report.Bases);
        Assert.True(TaskPlacement.CanTake(report, SampleBases.Name));
        Assert.False(TaskPlacement.CanTake(report, "another"));
        Assert.False(TaskPlacement.CanTake(report, SampleBases.Name, "another"));
        var own = silos.Silos.Of<SiloNode>(0).Grid.Bases.Get(SampleBases.Name).Fingerprint;
        Assert.Equal([own], report.BaseFingerprints);
    }

    [Fact]
    public void Find_OfASiloWithoutMetadata_IsNull() =>
        Assert.Null(SiloDescription.Find(silos.Silos.Cluster.Silos[0].SiloAddress, SiloMetadata.Empty));
}

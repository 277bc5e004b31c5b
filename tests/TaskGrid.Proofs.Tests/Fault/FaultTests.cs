using TaskGrid.Proofs.Fault;
using TaskGrid.Storage;
using Xunit.Abstractions;

namespace TaskGrid.Proofs.Tests.Fault;

/// <summary>The short form of <c>./taskgrid bench fault</c>.</summary>
public sealed class FaultTests(SampleBases bases, ITestOutputHelper output) : IClassFixture<SampleBases>
{
    [Fact]
    public async Task Changes_OverAStoreThatMisbehaves_AreNeitherLostNorDamaged()
    {
        using var folder = new ScratchFolder();
        using var proof = new FaultProof(bases.Path, new FaultPlan(Writers: 4, Rounds: 6, Jobs: 2), output.WriteLine);
        var outcome = await proof.RunAsync(new FileBlobStore(folder["store"]));
        output.WriteLine(outcome.ToString());
        Assert.Empty(outcome.Problems);
        Assert.Equal(0, outcome.CorruptReads);
        Assert.InRange(outcome.Faults, 20, outcome.Calls);
    }

    [Fact]
    public async Task Changes_OverAStoreThatOnlyFails_GiveUp() =>
        Assert.InRange(await StubbornProof.MostCallsAsync(bases.Path, default), 1, StubbornProof.WantedCalls);

    [Fact]
    public async Task StubbornProof_OfAChangeThatSaysItIsMade_Fails() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => StubbornProof.CallsAsync(
            bases.Path, new FaultRates { Fail = 1 }, (_, _) => Task.CompletedTask, succeeds: false, default));

    [DiskFact]
    public async Task Store_OnAFullAndThenAReadOnlyDisk_SaysSoAndRecovers()
    {
        var outcome = await DiskProof.RunAsync(bases.Path);
        Assert.Empty(outcome.Problems);
        Assert.NotEqual(0, outcome.Checks);
    }
}

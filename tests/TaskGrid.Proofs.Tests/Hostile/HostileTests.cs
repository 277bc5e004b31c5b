using TaskGrid.Proofs.Hostile;
using Xunit.Abstractions;

namespace TaskGrid.Proofs.Tests.Hostile;

/// <summary>The short form of <c>./taskgrid bench hostile</c>.</summary>
public sealed class HostileTests(SampleBases bases, ITestOutputHelper output) : IClassFixture<SampleBases>
{
    private const int Requests = 3000;

    // From the second fifth of the requests to the last, of which each may so keep 18 kB. Without a leak it was 1 to 10 MiB: so few
    // requests do not tell a small leak from a server that warms up, for which there is the long form.
    private const long MostGrowth = 32L << 20;

    [Fact]
    public async Task BadRequests_Thousands_NeverFailTheServerNorLeaveItsStore()
    {
        using var proof = new HostileProof(bases.Path, _ => { });
        var outcome = await proof.RunAsync(Requests, seed: 20);
        output.WriteLine(string.Join(", ", outcome.Answers.OrderBy(each => each.Key).Select(each => $"{each.Value} x {each.Key}")));
        output.WriteLine($"{outcome.BrokenOff} broke off; {outcome.BytesEarly >> 20} MiB, then {outcome.BytesLate >> 20} MiB");
        Assert.Empty(outcome.Problems);
        Assert.Empty(outcome.FilesOutside);
        Assert.Empty(outcome.Unmade);
        Assert.All((int[])[400, 404, 405, 415, 422], status => Assert.Contains(status, outcome.Answers.Keys));
        Assert.NotEqual(0, outcome.BrokenOff);
        Assert.InRange(outcome.BytesLate - outcome.BytesEarly, long.MinValue, MostGrowth);
    }
}

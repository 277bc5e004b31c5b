namespace TaskGrid.Cluster.Tests.Placement;

public sealed class RendezvousTests
{
    private const int Keys = 20_000;

    [Fact]
    public void First_OfManyKeys_SpreadsThemByMemory()
    {
        var silos = Silos.Many(4);
        silos[0] = silos[0] with { MemoryBytes = 3000 };
        var counts = Firsts(silos).CountBy(silo => silo).ToDictionary();
        Assert.Equal(0.5, counts[silos[0].Silo] / (double)Keys, 0.02);
        Assert.All(silos[1..], silo => Assert.Equal(1 / 6.0, counts[silo.Silo] / (double)Keys, 0.02));
    }

    [Fact]
    public void First_AfterASiloIsGone_MovesItsOwnKeysOnly()
    {
        var silos = Silos.Many(10);
        var before = Firsts(silos);
        var after = Firsts(silos[..9]);
        var moved = before.Zip(after).Where(pair => pair.First != pair.Second).Select(pair => pair.First).ToArray();
        Assert.All(moved, silo => Assert.Equal(silos[9].Silo, silo));
        Assert.Equal(0.1, moved.Length / (double)Keys, 0.02);
    }

    [Fact]
    public void First_Several_AreDifferentAndTheFirstOfThemIsTheFirst()
    {
        RankedSilo[] silos = [.. Silos.Many(5).Select(silo => new RankedSilo(silo))];
        RankedSilo[] three = new RankedSilo[3], eight = new RankedSilo[8], one = new RankedSilo[1];
        for (ulong key = 0; key < 100; key++)
        {
            Assert.Equal(3, Rendezvous.First(key, silos, three));
            Assert.Equal(5, Rendezvous.First(key, silos, eight));
            Assert.Equal(1, Rendezvous.First(key, silos, one));
            Assert.Equal(three, eight[..3]);
            Assert.Same(one[0], three[0]);
            Assert.Equal(5, eight[..5].Distinct().Count());
        }
    }

    private static string[] Firsts(IEnumerable<SiloReport> reports)
    {
        RankedSilo[] silos = [.. reports.Select(silo => new RankedSilo(silo))];
        var first = new RankedSilo[1];
        return [.. Enumerable.Range(0, Keys).Select(number =>
        {
            Rendezvous.First(TaskKey.Of("t", $"task-{number}"), silos, first);
            return first[0].Report.Silo;
        })];
    }
}

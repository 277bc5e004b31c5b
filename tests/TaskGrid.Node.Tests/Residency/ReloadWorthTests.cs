namespace TaskGrid.Node.Tests.Residency;

public sealed class ReloadWorthTests
{
    [Fact]
    public void Use_MoreUsesSlowerLoadsAndFewerBytes_AreWorthMore()
    {
        var worth = new ReloadWorth();
        var once = worth.Use(Key("a"), seconds: 1, bytes: 10);
        Assert.True(worth.Use(Key("a"), seconds: 1, bytes: 10) > once);
        Assert.True(worth.Use(Key("b"), seconds: 2, bytes: 10) > once);
        Assert.True(worth.Use(Key("c"), seconds: 1, bytes: 20) < once);
    }

    [Fact]
    public void Use_AfterEvictions_IsWorthMoreThanWhatWasEvicted()
    {
        var worth = new ReloadWorth();
        var old = worth.Use(Key("a"), 1, 10);
        worth.Evicted(old);
        worth.Evicted(old / 2);
        Assert.Equal(2 * old, worth.Use(Key("b"), 1, 10));
    }

    [Fact]
    public void Use_OfAVersionThatWasEvicted_RemembersEarlierUses()
    {
        var worth = new ReloadWorth();
        worth.Use(Key("a"), 1, 10);
        worth.Use(Key("a"), 1, 10);
        Assert.True(worth.Use(Key("a"), 1, 10) > worth.Use(Key("b"), 1, 10));
    }

    [Fact]
    public void Inherit_FromAVersionThatWasUsedMore_IsWorthAsMuchOnce()
    {
        var worth = new ReloadWorth();
        for (var use = 0; use < 9; use++) worth.Use(Key("old"), 1, 10);
        worth.Use(Key("new"), 1, 10);
        for (var again = 0; again < 2; again++) Assert.Equal(0.9, worth.Inherit(Key("new"), Key("old"), 1, 10), 1e-9);
        Assert.Equal(1, worth.Use(Key("new"), 1, 10), 1e-9);
        worth.Forget(Key("old"));
        Assert.Equal(0.1, worth.Use(Key("old"), 1, 10), 1e-9);
    }

    [Fact]
    public void Counts_AfterAWindow_AreHalvedAndForgetWhatIsRare()
    {
        var counts = new UseCounts(window: 8);
        for (var use = 1; use <= 6; use++) Assert.Equal(use, counts.Add(Key("often")));
        counts.Add(Key("rare"));
        Assert.Equal(4, counts.Add(Key("often"))); // the eighth use: 6 → 3, and this one
        Assert.Equal(1, counts.Add(Key("rare")));
    }

    // Zipf's law over far more versions than fit, with scans in between: what LRU loses, this keeps.
    [Fact]
    public void Order_OfUsesWithScans_MissesLessThanLeastRecentlyUsed()
    {
        const int Versions = 400, Fit = 40;
        var random = new Random(5);
        var cumulative = new double[Versions];
        for (var v = 0; v < Versions; v++) cumulative[v] = (v == 0 ? 0 : cumulative[v - 1]) + (1.0 / (v + 1));
        var requests = new List<int>();
        for (var round = 0; round < 40; round++)
        {
            for (var r = 0; r < 200; r++)
            {
                var point = random.NextDouble() * cumulative[^1];
                requests.Add(Array.FindIndex(cumulative, sum => sum >= point));
            }

            requests.AddRange(Enumerable.Range(Versions + (round * Fit), Fit)); // a scan: each once
        }

        var worth = new ReloadWorth();
        var kept = new Dictionary<int, (double Worth, int At)>();
        var recent = new LinkedList<int>();
        var (misses, recentMisses) = (0, 0);
        for (var at = 0; at < requests.Count; at++)
        {
            var version = requests[at];
            if (!kept.ContainsKey(version)) misses++;
            kept[version] = (worth.Use(Key($"{version}"), 1, 1), at);
            if (kept.Count > Fit)
            {
                var least = kept.MinBy(each => each.Value).Key;
                worth.Evicted(kept[least].Worth);
                kept.Remove(least);
            }

            if (!recent.Remove(version)) recentMisses++;
            recent.AddLast(version);
            if (recent.Count > Fit) recent.RemoveFirst();
        }

        Assert.True(misses < 0.9 * recentMisses, $"{misses} misses, by least recent use {recentMisses}");
    }

    private static VersionKey Key(string sha256) => new("t", sha256);
}

using System.Net;
using TaskGrid.Storage;

namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>What Orleans asks of a membership table.</summary>
public sealed class StoreMembershipTableTests : IDisposable
{
    private const string Cluster = "taskgrid";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InsertRow_Twice_OrUnderAnOldVersion_IsRefused()
    {
        var table = await TableAsync();
        var start = (await table.ReadAll()).Version;
        Assert.True(await table.InsertRow(Entry(1), start.Next()));
        Assert.False(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));
        Assert.False(await table.InsertRow(Entry(2), start.Next()));
        var data = await table.ReadAll();
        Assert.Equal(1, data.Version.Version);
        Assert.Equal(Entry(1).SiloAddress, data.Members.Single().Item1.SiloAddress);
    }

    [Fact]
    public async Task UpdateRow_UnderAnOldETag_IsRefused()
    {
        var table = await TableAsync();
        await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next());
        var old = await table.ReadRow(Entry(1).SiloAddress);
        var entry = old.Members[0].Item1;
        entry.Status = SiloStatus.Dead;
        entry.SuspectTimes = [Tuple.Create(Entry(2).SiloAddress, DateTime.UnixEpoch)];
        Assert.True(await table.UpdateRow(entry, old.Members[0].Item2, old.Version.Next()));
        Assert.False(await table.UpdateRow(entry, old.Members[0].Item2, (await table.ReadAll()).Version.Next()));
        Assert.False(await table.UpdateRow(Entry(2), "1", (await table.ReadAll()).Version.Next()));
        var written = (await table.ReadRow(entry.SiloAddress)).Members[0].Item1;
        Assert.Equal((SiloStatus.Dead, Entry(2).SiloAddress), (written.Status, written.SuspectTimes![0].Item1));
    }

    [Fact]
    public async Task Writers_AtOnce_EachSucceedOnce()
    {
        var table = await TableAsync();
        await Task.WhenAll(Enumerable.Range(1, 6).Select(async number =>
        {
            while (!await table.InsertRow(Entry(number), (await table.ReadAll()).Version.Next()))
            {
            }
        }));
        var data = await table.ReadAll();
        Assert.Equal((6, 6), (data.Members.Count, data.Version.Version));
    }

    [Fact]
    public async Task UpdateIAmAlive_ChangesNoVersion_AndCleanupRemovesWhatIsLongDead()
    {
        var table = await TableAsync();
        foreach (var number in new[] { 1, 2 })
            await table.InsertRow(Entry(number), (await table.ReadAll()).Version.Next());
        var alive = Entry(2);
        alive.IAmAliveTime = DateTime.UnixEpoch.AddDays(10);
        await table.UpdateIAmAlive(alive);
        Assert.Equal(2, (await table.ReadAll()).Version.Version);
        await table.CleanupDefunctSiloEntries(DateTimeOffset.UnixEpoch.AddDays(5));
        Assert.Equal(alive.SiloAddress, (await table.ReadAll()).Members.Single().Item1.SiloAddress);
    }

    [Fact]
    public async Task Gateways_AreThoseOfActiveSilos()
    {
        var store = new FileBlobStore(_folder.Path);
        var table = await TableAsync();
        await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next());
        var active = Entry(2);
        active.Status = SiloStatus.Active;
        await table.InsertRow(active, (await table.ReadAll()).Version.Next());
        Assert.Equal("gwy.tcp://127.0.0.1:30002/2", (await new StoreGateways(store, Cluster).GetGateways()).Single().ToString());
    }

    [Fact]
    public async Task Clusters_OfOneStore_DoNotSeeEachOther()
    {
        var table = await TableAsync();
        await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next());
        Assert.Empty((await (await TableAsync("other")).ReadAll()).Members);
        Assert.Single((await table.ReadAll()).Members);
    }

    private async Task<StoreMembershipTable> TableAsync(string cluster = Cluster)
    {
        var table = new StoreMembershipTable(new FileBlobStore(_folder.Path), cluster);
        await table.InitializeMembershipTable(true);
        return table;
    }

    private static MembershipEntry Entry(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11110 + number, number),
        SiloName = $"silo-{number}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 30000 + number,
        StartTime = DateTime.UnixEpoch,
        IAmAliveTime = DateTime.UnixEpoch,
    };
}

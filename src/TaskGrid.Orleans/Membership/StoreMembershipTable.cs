using System.Globalization;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>
/// Orleans' membership as one document of the store that the silos share anyway, changed under its ETag: silos that have
/// the same store are a cluster. For some dozens of silos; more of them want a table of their own.
/// </summary>
internal sealed class StoreMembershipTable(IBlobStore store, string cluster) : IMembershipTable
{
    private static readonly MembershipState Empty = new(0, []);

    private readonly DocumentStore<MembershipState> _documents = new(store, MembershipJson.Default.MembershipState);

    /// <summary>The document.</summary>
    private string Key { get; } = KeyOf(cluster);

    /// <summary>The document of a cluster: several of them may share a store.</summary>
    public static string KeyOf(string cluster) => $"cluster/{ResourceName.Check(cluster, "cluster")}/membership.json";

    public Task InitializeMembershipTable(bool tryInitTableVersion) =>
        tryInitTableVersion ? UpdateAsync(state => state ?? Empty) : Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => _documents.DeleteAsync(Key, CancellationToken.None);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => UpdateAsync(state =>
    {
        var kept = state!.Silos.Where(silo =>
            silo.Status == nameof(SiloStatus.Active)
            || new[] { silo.AliveAt, silo.StartedAt }.Max() >= beforeDate.UtcDateTime).ToArray();
        return kept.Length == state.Silos.Count ? state : state with { Silos = kept };
    });

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var state = await ReadAsync();
        var row = state.Silos.FirstOrDefault(silo => silo.Address == key.ToParsableString());
        return row is null
            ? new MembershipTableData(VersionOf(state))
            : new MembershipTableData(RowOf(row), VersionOf(state));
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var state = await ReadAsync();
        return new MembershipTableData([.. state.Silos.Select(RowOf)], VersionOf(state));
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        ChangeAsync(tableVersion, state =>
            state.Silos.Any(silo => silo.Address == entry.SiloAddress.ToParsableString())
                ? null
                : [.. state.Silos, SiloEntry.Of(entry, tableVersion.Version)]);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        ChangeAsync(tableVersion, state =>
        {
            var old = state.Silos.FirstOrDefault(silo => silo.Address == entry.SiloAddress.ToParsableString());
            if (old is null || ETagOf(old) != etag) return null;
            return [.. state.Silos.Select(silo => silo == old ? SiloEntry.Of(entry, tableVersion.Version) : silo)];
        });

    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateAsync(state => state! with
    {
        Silos = [.. state.Silos.Select(silo => silo.Address == entry.SiloAddress.ToParsableString()
            ? silo with { AliveAt = entry.IAmAliveTime }
            : silo)],
    });

    private async Task<MembershipState> ReadAsync() => await _documents.FindAsync(Key, CancellationToken.None) ?? Empty;

    // Null: the change does not hold.
    private async Task<bool> ChangeAsync(TableVersion version, Func<MembershipState, IReadOnlyList<SiloEntry>?> change)
    {
        var isDone = false;
        await UpdateAsync(state =>
        {
            isDone = false;
            var known = state ?? Empty;
            if (VersionOf(known).VersionEtag != version.VersionEtag || change(known) is not { } silos) return known;
            isDone = true;
            return new MembershipState(version.Version, silos);
        });
        return isDone;
    }

    private Task<MembershipState> UpdateAsync(Func<MembershipState?, MembershipState> change) =>
        _documents.UpdateAsync(Key, change, CancellationToken.None);

    private static TableVersion VersionOf(MembershipState state) =>
        new(state.Version, state.Version.ToString(CultureInfo.InvariantCulture));

    private static Tuple<MembershipEntry, string> RowOf(SiloEntry silo) => Tuple.Create(silo.ToEntry(), ETagOf(silo));

    private static string ETagOf(SiloEntry silo) => silo.Version.ToString(CultureInfo.InvariantCulture);
}

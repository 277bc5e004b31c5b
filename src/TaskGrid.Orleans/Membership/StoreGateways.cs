using Orleans.Messaging;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>Finds the gateways of a cluster whose membership is in its store.</summary>
internal sealed class StoreGateways(IBlobStore store, string cluster) : IGatewayListProvider
{
    private readonly DocumentStore<MembershipState> _documents = new(store, MembershipJson.Default.MembershipState);

    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(10);

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var state = await _documents.FindAsync(StoreMembershipTable.KeyOf(cluster), CancellationToken.None);
        return [.. (state?.Silos ?? [])
            .Where(silo => silo.Status == nameof(SiloStatus.Active) && silo.GatewayPort > 0)
            .Select(GatewayOf)];
    }

    private static Uri GatewayOf(SiloEntry silo)
    {
        var address = SiloAddress.FromParsableString(silo.Address);
        return SiloAddress.New(address.Endpoint.Address, silo.GatewayPort, address.Generation).ToGatewayUri();
    }
}

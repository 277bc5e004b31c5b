using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Cli.Stores;
using TaskGrid.Gateway;

namespace TaskGrid.Cli.Serving;

/// <summary>What to do next with a store that lacks something.</summary>
internal static class FirstSteps
{
    /// <summary>One line for each thing that is missing. The server goes on without them, so a store that is away is one more line.
    /// </summary>
    public static async Task<IReadOnlyList<string>> OfAsync(
        GridStore store, GatewayOptions gateway, IServiceProvider services, CancellationToken cancellationToken)
    {
        var steps = new List<string>();
        try
        {
            var keys = services.GetRequiredService<ApiKeyStore>();
            if (!gateway.NoAuthentication && (await keys.ListAsync(cancellationToken)).All(key => key.RevokedAt is not null))
                steps.Add(
                    "Nobody can call yet. Make a key: "
                    + $"taskgrid key create --store {store.Location} --tenant {GridStore.Tenant} --scopes admin");
            var grid = services.GetRequiredService<IGridTenants>().ForTenant(gateway.OpenTenant);
            if ((await grid.Bases.ListAsync(cancellationToken)).Count == 0)
                steps.Add(
                    $"There is no base model in {store.BasesFolder} that can be read. Import one: "
                    + $"taskgrid base import FOLDER --name mini --store {Path.GetDirectoryName(store.BasesFolder)}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            steps.Add($"Whether keys and bases are there could not be seen: {exception.Message}");
        }

        return steps;
    }
}

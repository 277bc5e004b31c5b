using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Messaging;
using StackExchange.Redis;

namespace TaskGrid.Orleans;

/// <summary>Joins silos and clients to a cluster.</summary>
public static class ClusterMembership
{
    private const string Invariant = "Npgsql";

    /// <summary>A silo of the cluster.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">Where the others are.</param>
    /// <param name="store">The store that the silos share.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static ISiloBuilder UseMembership(this ISiloBuilder silo, MembershipOptions options, IBlobStore store)
    {
        silo.Configure<ClusterOptions>(cluster => Name(cluster, options));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CertificateCheck>();
        switch (options.Kind)
        {
            case MembershipKind.Store:
                silo.Services.AddSingleton<IMembershipTable>(new StoreMembershipTable(store, options.Cluster));
                break;
            case MembershipKind.Redis:
                var redis = Redis(options);
                silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = redis);
                break;
            case MembershipKind.PostgreSql:
                var connection = PostgreSql(options);
                silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new PostgreSqlTables(connection));
                silo.UseAdoNetClustering(clustering =>
                    (clustering.Invariant, clustering.ConnectionString) = (Invariant, connection));
                break;
            case MembershipKind.AzureTables:
                var tables = AzureTables(options);
                silo.UseAzureStorageClustering(clustering => clustering.TableServiceClient = tables);
                break;
        }

        return silo;
    }

    /// <summary>A client of the cluster.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">Where its silos are.</param>
    /// <param name="store">The store that the silos share.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static IClientBuilder UseMembership(this IClientBuilder client, MembershipOptions options, IBlobStore store)
    {
        client.Configure<ClusterOptions>(cluster => Name(cluster, options));
        switch (options.Kind)
        {
            case MembershipKind.Store:
                client.Services.AddSingleton<IGatewayListProvider>(new StoreGateways(store, options.Cluster));
                break;
            case MembershipKind.Redis:
                var redis = Redis(options);
                client.UseRedisClustering(clustering => clustering.ConfigurationOptions = redis);
                break;
            case MembershipKind.PostgreSql:
                var connection = PostgreSql(options);
                client.UseAdoNetClustering(clustering =>
                    (clustering.Invariant, clustering.ConnectionString) = (Invariant, connection));
                break;
            case MembershipKind.AzureTables:
                var tables = AzureTables(options);
                client.UseAzureStorageClustering(clustering => clustering.TableServiceClient = tables);
                break;
        }

        return client;
    }

    private static void Name(ClusterOptions cluster, MembershipOptions options) =>
        cluster.ClusterId = cluster.ServiceId = ResourceName.Check(options.Cluster, "cluster");

    private static ConfigurationOptions Redis(MembershipOptions options) =>
        Parse(options, "of Redis, such as HOST:6379,password=…,ssl=true", text => ConfigurationOptions.Parse(text));

    private static string PostgreSql(MembershipOptions options) =>
        Parse(
            options,
            "of PostgreSQL, such as Host=HOST;Database=taskgrid;Username=…;Password=…",
            text => new NpgsqlConnectionStringBuilder(text).ConnectionString);

    private static TableServiceClient AzureTables(MembershipOptions options) =>
        Parse(
            options,
            "of a storage account with tables, or the https URL of its tables",
            text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
                ? new TableServiceClient(url, new DefaultAzureCredential())
                : new TableServiceClient(text));

    // What is wrong with a connection string may quote a secret of it.
    private static T Parse<T>(MembershipOptions options, string wanted, Func<string, T> parse)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(options.Connection)) return parse(options.Connection);
        }
        catch (Exception exception) when (
            exception is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // Said below.
        }

        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"Membership by {options.Kind} needs a connection string {wanted}, in the environment variable "
            + "TASKGRID_MEMBERSHIP_CONNECTION.");
    }
}

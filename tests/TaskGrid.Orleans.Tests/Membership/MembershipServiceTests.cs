using System.Text.Json;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>Servers that find each other through a service of its own, each with the real one.</summary>
public sealed class MembershipServiceTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsFact(MembershipKind.Redis)]
    public async Task Redis_OfTwoServers_JoinsThemAndClients()
    {
        using var server = await RedisServer.StartAsync();
        await MeetAsync("redis", MembershipKind.Redis, server.Connection);
    }

    [NeedsFact(MembershipKind.PostgreSql)]
    public async Task PostgreSql_OfTwoServers_JoinsThemAndClients()
    {
        using var server = await PostgreSqlServer.StartAsync();
        await MeetAsync("postgresql", MembershipKind.PostgreSql, server.Connection);
    }

    [NeedsFact(MembershipKind.AzureTables)]
    public async Task AzureTables_OfTwoServers_JoinThemAndClients()
    {
        using var server = new AzuriteProcess("table");
        await server.StartAsync();
        await MeetAsync("azure-tables", MembershipKind.AzureTables, server.Connection);
    }

    [Theory]
    [InlineData("redis", "")]
    [InlineData("postgresql", "Host=127.0.0.1;NoSuchThing=secret")]
    [InlineData("azure-tables", "AccountKey=secret")]
    public async Task Serve_WithoutAUsableConnection_SaysWhichIsNeededAndNoSecret(string membership, string connection)
    {
        using var process = new SiloProcess("one", _folder["store"], bases.Path, Variables(connection), Options(membership));
        var said = await process.FailAsync();
        Assert.Contains("TASKGRID_MEMBERSHIP_CONNECTION", said, StringComparison.Ordinal);
        Assert.Contains(ErrorCodes.InvalidArgument, said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WhoseMembershipServiceIsAway_SaysSoAndEnds()
    {
        using var process = new SiloProcess(
            "one", _folder["store"], bases.Path, Variables($"Host=127.0.0.1;Port={Programs.FreePort()}"), Options("postgresql"));
        var said = await process.FailAsync();
        Assert.Contains(ErrorCodes.ServerUnavailable, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Variables(string connection) =>
        new() { ["TASKGRID_MEMBERSHIP_CONNECTION"] = connection };

    private static string[] Options(string membership) => ["--no-auth", "--membership", membership, "--cluster-name", "met"];

    private async Task MeetAsync(string membership, MembershipKind kind, string connection)
    {
        using var first = new SiloProcess("first", _folder["store"], bases.Path, Variables(connection), Options(membership));
        await first.ReadyAsync();
        using var second = new SiloProcess("second", _folder["store"], bases.Path, Variables(connection), Options(membership));
        await second.ReadyAsync();
        using var http = new HttpClient { BaseAddress = first.Url };
        await Eventually.BecomesAsync(() => NodesAsync(http), nodes => nodes == "first second");
        var options = new MembershipOptions { Kind = kind, Connection = connection, Cluster = "met" };
        await using (var client = await OutsideClient.ConnectAsync(new FileBlobStore(_folder["store"]), options))
            Assert.Equal(2, (await client.Grid.ForTenant("t").ListNodesAsync()).Count);
        Assert.False(Directory.Exists(_folder["store/cluster"]));
        Assert.Equal(0, await second.StopAsync());
        await Eventually.BecomesAsync(() => NodesAsync(http), nodes => nodes == "first");
    }

    private static async Task<string> NodesAsync(HttpClient http)
    {
        using var nodes = JsonDocument.Parse(await http.GetStringAsync("/v1/nodes"));
        return string.Join(
            ' ', nodes.RootElement.GetProperty("items").EnumerateArray().Select(node => node.GetProperty("name").GetString()));
    }
}

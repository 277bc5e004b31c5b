using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Storage;

namespace TaskGrid.Gateway.Tests.Authentication;

public sealed class ApiKeyStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Key_MadeFoundAndRevoked_IsStoredWithoutItself()
    {
        var keys = Open();
        var made = await keys.CreateAsync("acme", [ApiScope.Read, ApiScope.Predict], "ci");
        Assert.Matches(@"\Atg-[A-Za-z0-9_-]{43}\z", made.Key);
        Assert.Equal(made.Info.Scopes, (await keys.FindAsync(made.Key))!.Scopes);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains(made.Key, StringComparison.Ordinal));

        await Open().RevokeAsync(made.Info.Id);
        Assert.Null(await Open().FindAsync(made.Key));
        Assert.NotNull((await keys.ListAsync()).Single().RevokedAt);
        Assert.Equal(made.Info.Id, (await keys.RevokeAsync(made.Key)).Id);
        Assert.Null(await keys.FindAsync(made.Key));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    public async Task List_WithADamagedKey_HasTheOthers(string document)
    {
        var made = await Open().CreateAsync("acme", [ApiScope.Read]);
        await new FileBlobStore(_folder.Path).WriteBytesAsync(
            $"keys/{new string('0', 64)}.json", Encoding.UTF8.GetBytes(document), BlobCondition.None);
        Assert.Equal(made.Info.Id, Assert.Single(await Open().ListAsync()).Id);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => Open().RevokeAsync(new string('0', 64)));
        Assert.Equal(ErrorCodes.StoreInvalid, error.Code);
    }

    [Theory]
    [InlineData("Not A Name", "read", "")]
    [InlineData("acme", "write", "")]
    [InlineData("acme", "", "")]
    [InlineData("acme", "read", "two\nlines")]
    public async Task Key_WithAWrongPart_IsRefused(string tenant, string scope, string name) =>
        await Assert.ThrowsAsync<TaskGridException>(
            () => Open().CreateAsync(tenant, scope.Length == 0 ? [] : [scope], name));

    [Fact]
    public async Task Key_WithSeveralWrongParts_TellsThemAll()
    {
        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => Open().CreateAsync("Not A Name", ["write"], "two\nlines"));
        Assert.Equal((ErrorCodes.InvalidArgument, 3), (error.Code, error.Details.Count));
    }

    [Fact]
    public async Task Key_ThatIsKnown_IsTakenAsLongAsItIsSaidWhileTheStoreIsAway()
    {
        var isAway = false;
        var time = new ManualTime();
        var store = new FaultyBlobStore(new FileBlobStore(_folder.Path), new FaultRates { Fail = 1, Keys = _ => isAway }, 1);
        await using var services = new ServiceCollection()
            .AddSingleton<IBlobStore>(store)
            .AddSingleton<TimeProvider>(time)
            .AddTaskGridGateway(new GatewayOptions { KeyGrace = TimeSpan.FromMinutes(2) })
            .BuildServiceProvider();
        var keys = services.GetRequiredService<ApiKeyStore>();
        var (key, _) = await Open().CreateAsync("acme", [ApiScope.Read]);
        Assert.NotNull(await keys.FindAsync(key));
        isAway = true;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await keys.FindAsync(key));
        time.Advance(TimeSpan.FromMinutes(1));
        var error = await Assert.ThrowsAsync<TaskGridException>(() => keys.FindAsync(key));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
    }

    [Fact]
    public async Task Key_ThatIsKnown_IsTakenForAnHourWhileTheStoreIsAway()
    {
        var isAway = false;
        var time = new ManualTime();
        var store = new FileBlobStore(_folder.Path);
        var keys = new ApiKeyStore(new FaultyBlobStore(store, new FaultRates { Fail = 1, Keys = _ => isAway }, 1), time);
        var (key, info) = await Open().CreateAsync("acme", [ApiScope.Read]);
        var (other, _) = await Open().CreateAsync("acme", [ApiScope.Read]);
        Assert.NotNull(await keys.FindAsync(key));

        isAway = true;
        foreach (var minutes in new[] { 1, 28, 30 })
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            Assert.NotNull(await keys.FindAsync(key));
        }

        await AssertAwayAsync(other);
        time.Advance(TimeSpan.FromMinutes(1));
        await AssertAwayAsync(key);

        isAway = false;
        Assert.NotNull(await keys.FindAsync(key));
        await Open().RevokeAsync(info.Id);
        isAway = true;
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.NotNull(await keys.FindAsync(key));
        isAway = false;
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await keys.FindAsync(key));

        async Task AssertAwayAsync(string unknown) => Assert.Equal(
            ErrorCodes.StoreUnavailable, (await Assert.ThrowsAsync<TaskGridException>(() => keys.FindAsync(unknown))).Code);
    }

    [Theory]
    [InlineData("000000000000")]
    [InlineData("../../x")]
    [InlineData("")]
    public async Task Revoke_OfNoKey_IsRefused(string id) =>
        await Assert.ThrowsAsync<TaskGridException>(() => Open().RevokeAsync(id));

    private ApiKeyStore Open() => new(new FileBlobStore(_folder.Path), TimeProvider.System);
}

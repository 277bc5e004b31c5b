using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Authentication;

public sealed class JwtTests : IAsyncLifetime
{
    private IdentityProvider _provider = null!;
    private TestServer _server = null!;

    public async Task InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        _server = await TestServer.StartAsync(new GatewayOptions
        {
            Jwt = new JwtOptions { Authority = _provider.Url, Audience = IdentityProvider.Audience },
        });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Token_OfTheProvider_ActsForItsTenantWithinItsScopes()
    {
        using var ours = _server.Client(_provider.Token(Caller("acme", "train")));
        var file = await ours.UploadAsync(GridData.Rows(8));
        await ours.CallAsync($"GET /v1/data/{file}");
        await ours.CallAsync("DELETE /v1/tasks/none", status: 403);

        using var theirs = _server.Client(_provider.Token(Caller("other", "train")));
        await theirs.CallAsync($"GET /v1/data/{file}", status: 404);
    }

    [Fact]
    public async Task ApiKey_BesideTokens_IsStillTaken()
    {
        using var client = await _server.ClientAsync("acme", ApiScope.Read);
        await client.CallAsync("GET /v1/tasks");
    }

    [Fact]
    public async Task Token_ThatIsNotValid_IsRefused()
    {
        using var rsa = RSA.Create(2048);
        var caller = Caller("acme", "read");
        var good = _provider.Token(caller);
        await AssertStatusAsync(HttpStatusCode.OK, good);
        await AssertStatusAsync(HttpStatusCode.Unauthorized, _provider.Token(caller, audience: "another"));
        await AssertStatusAsync(
            HttpStatusCode.Unauthorized, _provider.Token(caller, expires: TimeSpan.FromMinutes(-10)));
        await AssertStatusAsync(
            HttpStatusCode.Unauthorized, _provider.Token(caller, key: new RsaSecurityKey(rsa) { KeyId = "1" }));
        await AssertStatusAsync(HttpStatusCode.Unauthorized, good[..^4] + "AAAA");
        await AssertStatusAsync(HttpStatusCode.Unauthorized, "x.y.z");
    }

    [Fact]
    public async Task Token_WithoutAValidTenant_SeesNothing()
    {
        await AssertStatusAsync(HttpStatusCode.Forbidden, _provider.Token([new Claim("scope", "admin")]));
        await AssertStatusAsync(HttpStatusCode.Forbidden, _provider.Token(Caller("../acme", "admin")));
    }

    private static Claim[] Caller(string tenant, string scope) => [new("tenant", tenant), new("scope", scope)];

    private async Task AssertStatusAsync(HttpStatusCode expected, string token)
    {
        using var client = _server.Client(token);
        var (answer, body) = await client.SendAsync("GET /v1/tasks", null);
        Assert.True(expected == answer.StatusCode, $"{(int)answer.StatusCode}: {body}");
    }
}

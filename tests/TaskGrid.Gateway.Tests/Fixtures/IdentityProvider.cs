using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace TaskGrid.Gateway.Tests.Fixtures;

/// <summary>An identity provider on this machine: discovery document, keys, and the tokens it signs.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Audience = "taskgrid";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key;

    private IdentityProvider(WebApplication app, RsaSecurityKey key) => (_app, _key) = (app, key);

    public Uri Url => new(_app.Urls.Single());

    public static async Task<IdentityProvider> StartAsync()
    {
        var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "1" };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request) =>
        {
            var issuer = $"http://{request.Host}/";
            return Results.Json(new { issuer, jwks_uri = issuer + "keys" });
        });
        var rsa = key.Rsa.ExportParameters(false);
        var keys = new[]
        {
            new
            {
                kty = "RSA", use = "sig", kid = key.KeyId,
                n = Base64UrlEncoder.Encode(rsa.Modulus), e = Base64UrlEncoder.Encode(rsa.Exponent),
            },
        };
        app.MapGet("/keys", () => Results.Json(new { keys }));
        await app.StartAsync();
        return new IdentityProvider(app, key);
    }

    /// <summary>A token.</summary>
    /// <param name="claims">What it says of the caller.</param>
    /// <param name="audience">Whom it is made for.</param>
    /// <param name="expires">Its end, from now.</param>
    /// <param name="key">Signs it; by default with the provider's own key.</param>
    public string Token(
        IEnumerable<Claim> claims, string audience = Audience, TimeSpan? expires = null, SecurityKey? key = null)
    {
        var end = DateTime.UtcNow + (expires ?? TimeSpan.FromMinutes(5));
        return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
            Url.AbsoluteUri, audience, claims, end.AddHours(-1), end,
            new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }
}

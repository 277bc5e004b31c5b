using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Authentication;

public sealed class ScopeTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    [Fact]
    public void Addresses_AllOfThem_NeedAScopeOrAreMeantForEverybody()
    {
        var endpoints = server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 40, $"{endpoints.Count} addresses");
        var open = endpoints.Where(each => each.Metadata.GetMetadata<RequiredScope>() is null).ToList();
        Assert.All(open, each => Assert.NotNull(each.Metadata.GetMetadata<IAllowAnonymous>()));
        Assert.Equal(
            ["/health/live", "/health/ready", "/openapi/{documentName}.json"],
            open.Select(each => each.RoutePattern.RawText).Order());
    }
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
#if TASKGRID_FULL
using Orleans.Dashboard;
using TaskGrid.Gateway;
#endif

namespace TaskGrid.Cli.Serving;

/// <summary>Orleans' dashboard, for callers with the scope <c>operate</c>. A browser asks for user and password: the password is
/// the key, the user is ignored.</summary>
internal static class Dashboard
{
    /// <summary>Where it is.</summary>
    public const string Path = "/dashboard";

    private const string Basic = "Basic ";

    /// <summary>Makes a key that a browser sends as a password look as every other key; call before the API is mapped.
    /// </summary>
    public static void UseLogin(WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
        {
            if (KeyOf(context.Request) is { } key) context.Request.Headers.Authorization = $"Bearer {key}";
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
                    context.Response.Headers.WWWAuthenticate = "Basic realm=\"TaskGrid\"";
                return Task.CompletedTask;
            });
        }

        await next(context);
    });

    /// <summary>Maps it.</summary>
    public static void Map(WebApplication app)
    {
#if TASKGRID_FULL
        app.MapOrleansDashboard(Path).RequireAuthorization(ApiScope.Operate).ExcludeFromDescription();
#endif
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var count)) return null;
        var login = Encoding.UTF8.GetString(bytes, 0, count);
        return login[(login.IndexOf(':') + 1)..];
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Stores;
using TaskGrid.Gateway;
using TaskGrid.Node;

namespace TaskGrid.Cli.Serving;

/// <summary>The server: an engine behind the HTTP API.</summary>
internal static class Server
{
    // Answers that are being computed may end; event streams end at once.
    private static readonly TimeSpan DrainFor = TimeSpan.FromSeconds(20);

    /// <summary>Serves until it is told to stop; running jobs then store a checkpoint.</summary>
    public static async Task RunAsync(
        GridStore store,
        GatewayOptions gateway,
        EmbeddedGridOptions node,
        ServedCluster? cluster,
        CancellationToken cancellationToken)
    {
        var builder = CreateBuilder();
        builder.Services.AddTaskGridGateway(gateway); // what is wrong with the settings is said before anything starts
        Telemetry.Add(builder, node.Node);
        EmbeddedGrid? grid = null;
        if (cluster is not null) ClusterSilo.Add(builder, store, node, cluster);
        else builder.Services.AddSingleton<IGridTenants>(_ => grid!);
        builder.Services.AddSingleton(store.Blobs);
        // Last, so that it is stronger than what is silent by default.
        builder.Logging.AddConfiguration(new ConfigurationBuilder().AddEnvironmentVariables("Logging__").Build());
        await using var app = builder.Build();
        await using var engine = cluster is null
            ? await EmbeddedGrid.StartAsync(
                store.Blobs,
                store.BasesFolder,
                node with { Logging = app.Services.GetRequiredService<ILoggerFactory>() },
                cancellationToken: cancellationToken)
            : null;
        grid = engine;
        if (cluster is { HasDashboard: true }) Dashboard.UseLogin(app);
        app.MapTaskGrid();
        if (cluster is { HasDashboard: true }) Dashboard.Map(app);
        await StartAsync(app, cancellationToken);
        CliOutput.Note($"taskgrid serves {store.Location} at {string.Join(", ", app.Urls)}");
        try
        {
            foreach (var step in await FirstSteps.OfAsync(store, gateway, app.Services, cancellationToken))
                CliOutput.Note(step);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It is told to stop already; it serves, and so it stops in order.
        }

        await StoppedAsync(cancellationToken);
        CliOutput.Note("Stopping: running jobs store a checkpoint and go on at the next start.");
        // Checkpoints may take longer than the host gives its services to stop.
        if (cluster is not null) await ClusterSilo.LeaveAsync(app.Services);
        await app.StopAsync(CancellationToken.None);
    }

    // Empty: no settings come from files of the working folder or from variables meant for other servers, but levels of the log.
    private static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainFor);
        builder.Logging.AddFilter("Microsoft", LogLevel.Error).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (ClusterSilo.Explain(exception) is { } explained)
        {
            throw explained;
        }
        catch (Exception exception) when (exception is IOException or FormatException or InvalidOperationException)
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"The server cannot listen: {exception.Message} Choose another --urls, e.g. http://127.0.0.1:0.",
                null,
                exception);
        }
    }

    private static Task StoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(stopped.SetResult);
        return stopped.Task;
    }
}

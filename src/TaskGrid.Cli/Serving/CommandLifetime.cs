using Microsoft.Extensions.Hosting;

namespace TaskGrid.Cli.Serving;

/// <summary>Leaves signals to the command line, which knows them already.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Serving;

/// <summary><c>key revoke ID</c>.</summary>
internal sealed class KeyRevokeCommand : LocalCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The key's id, as 'key list' shows it." };

    /// <summary>Makes the command.</summary>
    public KeyRevokeCommand()
        : base("revoke", "Makes an API key invalid for good; servers see it within seconds.") => Arguments.Add(_id);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["key revoke 0f3a91c2b7d4"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var key = await ServedKeys.Open(run).RevokeAsync(run.Required(_id), run.CancellationToken);
        run.Output.Result(
            key, CliJson.Types.ApiKeyInfo, writer => writer.WriteLine($"Revoked key {key.Id} of tenant {key.Tenant}."));
    }
}

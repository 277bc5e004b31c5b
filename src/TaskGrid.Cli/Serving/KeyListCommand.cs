using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Serving;

/// <summary><c>key list</c>.</summary>
internal sealed class KeyListCommand()
    : LocalCommand("list", "Lists the API keys of the store, without the keys themselves.")
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["key list", "key list --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var keys = await ServedKeys.Open(run).ListAsync(run.CancellationToken);
        run.Output.Result(new KeyList(keys), CliJson.Types.KeyList, writer =>
        {
            if (keys.Count == 0)
            {
                writer.WriteLine($"The store '{run.Store}' holds no key. 'taskgrid key create' makes one.");
                return;
            }

            var table = new TextTable("id", "tenant", "scopes", "name", "created", "revoked");
            foreach (var key in keys)
            {
                table.Add(
                    key.Id, key.Tenant, string.Join(',', key.Scopes), key.Name, $"{key.CreatedAt:u}",
                    key.RevokedAt is { } at ? $"{at:u}" : "");
            }

            table.Write(writer);
        });
    }
}

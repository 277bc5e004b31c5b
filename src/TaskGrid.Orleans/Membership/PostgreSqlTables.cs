using Npgsql;

namespace TaskGrid.Orleans;

/// <summary>Makes the tables and queries that Orleans' membership in a database wants, unless they are there; before the silo
/// joins.</summary>
internal sealed class PostgreSqlTables(string connection) : ILifecycleParticipant<ISiloLifecycle>
{
    private const string Script = "TaskGrid.Orleans.Membership.PostgreSql.sql";

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(PostgreSqlTables), ServiceLifecycleStage.First, MakeAsync);

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        using var script = new StreamReader(typeof(PostgreSqlTables).Assembly.GetManifestResourceStream(Script)!);
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(await script.ReadToEndAsync(cancellationToken));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

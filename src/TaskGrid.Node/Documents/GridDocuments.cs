using System.Text.Json.Nodes;
using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>The documents of a grid in one store.</summary>
internal sealed class GridDocuments(IBlobStore store)
{
    public IBlobStore Store => store;

    /// <summary>Diffs and data files, by their hash.</summary>
    public ContentStore Content { get; } = new(store);

    public DocumentStore<TaskState> Tasks { get; } =
        new(store, GridDocumentsJson.Default.TaskState, task => task.DeletedAt is not null);

    public DocumentStore<JobState> Jobs { get; } = new(store, GridDocumentsJson.Default.JobState);

    public DocumentStore<GridFile> Files { get; } = new(store, GridDocumentsJson.Default.GridFile);

    public DocumentStore<GridUpload> Uploads { get; } = new(store, GridDocumentsJson.Default.GridUpload);

    public DocumentStore<QueuedJob> Queue { get; } = new(store, GridDocumentsJson.Default.QueuedJob);

    public DocumentStore<NodeState> Nodes { get; } = new(store, GridDocumentsJson.Default.NodeState);

    public DocumentStore<RequestState> Requests { get; } = new(store, GridDocumentsJson.Default.RequestState);

    /// <summary>Documents of others in the same store: API keys, a cluster's members.</summary>
    public DocumentStore<JsonNode> Others { get; } = new(store, GridDocumentsJson.Default.JsonNode);

    /// <summary>Keys under a prefix, in order.</summary>
    public async Task<List<string>> KeysAsync(string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var blob in store.ListAsync(prefix, cancellationToken)) keys.Add(blob.Key);
        return keys;
    }

    /// <summary>Ids of the documents under a prefix, in order, as far as they are read.</summary>
    public IAsyncEnumerable<string> IdsAsync(string prefix, CancellationToken cancellationToken) =>
        store.ListAsync(prefix, cancellationToken).Select(blob => GridKeys.NameOf(blob.Key));
}

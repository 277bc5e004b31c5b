using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Node;

/// <summary>Where the documents of a grid are. Everything of a tenant lies under its own prefix.</summary>
internal static class GridKeys
{
    /// <summary>Markers of jobs that have not ended: <c>queue/ID.json</c>.</summary>
    public const string Queue = "queue/";

    private const string Extension = ".json";

    /// <summary>A task's document.</summary>
    public static string Task(string tenant, string task) => $"{Tasks(tenant)}{task}{Extension}";

    /// <summary>Tenant and name of a task's document.</summary>
    public static (string Tenant, string Task) TaskOf(string key) => (key.Split('/')[1], NameOf(key));

    /// <summary>The prefix of a tenant's tasks.</summary>
    public static string Tasks(string tenant) => $"tenants/{tenant}/tasks/";

    /// <summary>A data file's document.</summary>
    public static string File(string tenant, string id) => $"{Files(tenant)}{id}{Extension}";

    /// <summary>The prefix of a tenant's files.</summary>
    public static string Files(string tenant) => $"tenants/{tenant}/files/";

    /// <summary>The document of an upload in parts.</summary>
    public static string Upload(string tenant, string id) => $"tenants/{tenant}/uploads/{id}{Extension}";

    /// <summary>A job's document.</summary>
    public static string Job(string tenant, string id) => $"{Jobs(tenant)}{id}{Extension}";

    /// <summary>The prefix of a tenant's jobs.</summary>
    public static string Jobs(string tenant) => $"tenants/{tenant}/jobs/";

    /// <summary>The prefix of a job's events.</summary>
    public static string Events(string tenant, string id) => $"tenants/{tenant}/events/{id}/";

    /// <summary>A job's newest checkpoint.</summary>
    public static string Checkpoint(string tenant, string id, long epoch, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"{Checkpoints(tenant, id)}{epoch:D6}-{step:D9}.safetensors");

    /// <summary>The prefix of a job's checkpoints.</summary>
    public static string Checkpoints(string tenant, string id) => $"tenants/{tenant}/checkpoints/{id}/";

    /// <summary>What an idempotency key has led to.</summary>
    public static string Request(string tenant, string verb, string key) =>
        $"tenants/{tenant}/requests/{verb}-{Hash(key)}{Extension}";

    /// <summary>The marker of a job that has not ended.</summary>
    public static string Queued(string id) => $"{Queue}{id}{Extension}";

    /// <summary>A node's document.</summary>
    public static string Node(string name) => $"nodes/{name}{Extension}";

    /// <summary>Whether a key is a document's.</summary>
    public static bool IsDocument(string key) => key.EndsWith(Extension, StringComparison.Ordinal);

    /// <summary>The last part of a document's key, of its name: in this form keys are ordered.</summary>
    public static string WithExtension(string name) => name + Extension;

    /// <summary>The name in the last part of a document's key.</summary>
    public static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..^Extension.Length];

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}

using TaskGrid.Client.Http;

namespace TaskGrid.Client.Tasks;

/// <summary>Tasks, their versions and aliases over HTTP.</summary>
internal sealed class HttpTasks(ApiConnection api) : IGridTasks
{
    public Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken)
    {
        // Registering the same spec again changes nothing, so it may be repeated.
        var call = ApiCall.Post(Root()) with
        {
            Content = JsonBody.Of(spec, ClientJson.Default.TaskSpec),
            IsRepeatable = true,
        };
        return api.ReadAsync(call, ClientJson.Default.TaskSnapshot, cancellationToken);
    }

    public Task<TaskSnapshot> SetSpecAsync(TaskSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var call = new ApiCall(HttpMethod.Put, Of(spec.Name)) with
        {
            Content = JsonBody.Of(spec, ClientJson.Default.TaskSpec),
            IdempotencyKey = IdempotencyKey.Of(idempotencyKey),
        };
        return api.ReadAsync(call, ClientJson.Default.TaskSnapshot, cancellationToken);
    }

    public Task<TaskSnapshot> GetAsync(string task, CancellationToken cancellationToken) =>
        api.ReadAsync(ApiCall.Get(Of(task)), ClientJson.Default.TaskSnapshot, cancellationToken);

    public Task<ListPage<TaskSnapshot>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        api.ReadAsync(ApiCall.Get(Root().With(page)), ClientJson.Default.ListPageTaskSnapshot, cancellationToken);

    public Task DeleteAsync(string task, string? idempotencyKey, int? onlyVersion, CancellationToken cancellationToken) =>
        api.DoAsync(
            ApiCall.Delete(onlyVersion is { } version ? Of(task).With("onlyVersion", version) : Of(task)).Once(idempotencyKey),
            cancellationToken);

    public Task<Stream> OpenDiffAsync(string task, int version, CancellationToken cancellationToken) =>
        api.OpenAsync(ApiCall.Get(Of(task, version).Then("diff")) with { Accept = "*/*" }, cancellationToken);

    public Task<VersionSnapshot> ImportVersionAsync(
        string task, Stream diff, string? publishTo, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(diff);
        var call = ApiCall.Post(Of(task).Then("versions").With("publishTo", publishTo ?? "")) with
        {
            Content = StreamBody.Of(diff),
            ContentRepeats = diff.CanSeek,
            IdempotencyKey = IdempotencyKey.Of(idempotencyKey),
            IsLong = true,
        };
        return api.ReadAsync(call, ClientJson.Default.VersionSnapshot, cancellationToken);
    }

    public Task DeleteVersionAsync(
        string task, int version, string? idempotencyKey, CancellationToken cancellationToken) =>
        api.DoAsync(ApiCall.Delete(Of(task, version)).Once(idempotencyKey), cancellationToken);

    public Task PrefetchAsync(string task, int version, CancellationToken cancellationToken) =>
        api.DoAsync(
            ApiCall.Post(Of(task, version).Then("prefetch")) with { IsRepeatable = true, IsLong = true }, cancellationToken);

    public Task<VersionSnapshot> PinVersionAsync(
        string task, int version, bool isPinned, CancellationToken cancellationToken)
    {
        var method = isPinned ? HttpMethod.Put : HttpMethod.Delete;
        var call = new ApiCall(method, Of(task, version).Then("pin")) with { IsRepeatable = true, IsLong = true };
        return api.ReadAsync(call, ClientJson.Default.VersionSnapshot, cancellationToken);
    }

    public Task<AliasSnapshot> SetAliasAsync(
        string task,
        string name,
        IReadOnlyList<AliasTarget> targets,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var call = new ApiCall(HttpMethod.Put, Alias(task, name)) with
        {
            Content = JsonBody.Of(new AliasTargets(targets), ClientJson.Default.AliasTargets),
            IdempotencyKey = IdempotencyKey.Of(idempotencyKey),
        };
        return api.ReadAsync(call, ClientJson.Default.AliasSnapshot, cancellationToken);
    }

    public Task<AliasSnapshot> RollBackAliasAsync(
        string task, string name, string? idempotencyKey, CancellationToken cancellationToken) =>
        api.ReadAsync(
            ApiCall.Post(Alias(task, name).Then("rollback")).Once(idempotencyKey),
            ClientJson.Default.AliasSnapshot,
            cancellationToken);

    public Task DeleteAliasAsync(string task, string name, string? idempotencyKey, CancellationToken cancellationToken) =>
        api.DoAsync(ApiCall.Delete(Alias(task, name)).Once(idempotencyKey), cancellationToken);

    private static ApiPath Root() => new ApiPath().Then("tasks");

    private static ApiPath Of(string task) => Root().Then(task, ErrorCodes.InvalidName);

    private static ApiPath Of(string task, int version) => Of(task).Then("versions").Then(version);

    private static ApiPath Alias(string task, string name) =>
        Of(task).Then("aliases").Then(name, ErrorCodes.InvalidName);
}

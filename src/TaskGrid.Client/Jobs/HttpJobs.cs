using System.Runtime.CompilerServices;
using TaskGrid.Client.Http;

namespace TaskGrid.Client.Jobs;

/// <summary>Training runs over HTTP.</summary>
internal sealed class HttpJobs(ApiConnection api, TaskGridClientOptions options) : IGridJobs
{
    public Task<JobSnapshot> SubmitAsync(JobSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var call = ApiCall.Post(Root()) with
        {
            Content = JsonBody.Of(spec, ClientJson.Default.JobSpec),
            IdempotencyKey = IdempotencyKey.Of(idempotencyKey),
        };
        return api.ReadAsync(call, ClientJson.Default.JobSnapshot, cancellationToken);
    }

    public Task<JobSnapshot> GetAsync(string id, CancellationToken cancellationToken) =>
        api.ReadAsync(ApiCall.Get(Of(id)), ClientJson.Default.JobSnapshot, cancellationToken);

    public Task<ListPage<JobSnapshot>> ListAsync(
        string? task, PageRequest page, CancellationToken cancellationToken) =>
        api.ReadAsync(
            ApiCall.Get(Root().With("task", task).With(page)),
            ClientJson.Default.ListPageJobSnapshot,
            cancellationToken);

    public Task<JobSnapshot> CancelAsync(string id, string? idempotencyKey, CancellationToken cancellationToken) =>
        WishAsync(id, "cancel", idempotencyKey, cancellationToken);

    public Task<JobSnapshot> PauseAsync(string id, string? idempotencyKey, CancellationToken cancellationToken) =>
        WishAsync(id, "pause", idempotencyKey, cancellationToken);

    public Task<JobSnapshot> ResumeAsync(string id, string? idempotencyKey, CancellationToken cancellationToken) =>
        WishAsync(id, "resume", idempotencyKey, cancellationToken);

    public async IAsyncEnumerable<JobEvent> WatchAsync(
        string id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Here and not before, so that each enumeration has its own position.
        var events = new JobEventStream(api, options, id);
        await foreach (var each in events.ReadAsync(after, cancellationToken).ConfigureAwait(false)) yield return each;
    }

    public Task<ListPage<JobEvent>> ListEventsAsync(
        string id, long after, int limit, CancellationToken cancellationToken) =>
        api.ReadAsync(
            ApiCall.Get(Of(id).Then("events").With("after", after).With("limit", limit)),
            ClientJson.Default.ListPageJobEvent,
            cancellationToken);

    /// <summary>The path of a job.</summary>
    internal static ApiPath Of(string id) => Root().Then(id, ErrorCodes.JobNotFound);

    private Task<JobSnapshot> WishAsync(
        string id, string wish, string? idempotencyKey, CancellationToken cancellationToken) =>
        api.ReadAsync(
            ApiCall.Post(Of(id).Then(wish)).Once(idempotencyKey),
            ClientJson.Default.JobSnapshot,
            cancellationToken);

    private static ApiPath Root() => new ApiPath().Then("jobs");
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TaskGrid.Gateway;

/// <summary>Writes a job's events as server-sent events, until the job has ended, the client goes or the server stops.
/// </summary>
internal sealed class JobEventStream(
    GatewayOptions options, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    /// <summary>The content type of server-sent events.</summary>
    public const string ContentType = "text/event-stream";

    // A comment: it keeps proxies from closing a quiet connection.
    private static readonly byte[] Heartbeat = ": still there\n\n"u8.ToArray();

    private readonly PartitionedRateLimiter<CallerTenant> _open = PartitionedRateLimiter.Create<CallerTenant, string>(
        tenant => RateLimitPartition.GetConcurrencyLimiter(
            tenant.Name, _ => new() { PermitLimit = options.Limits.MaxEventStreams, QueueLimit = 0 }));

    /// <summary>Writes the stream.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tenant">Who asks.</param>
    /// <param name="jobs">The tenant's jobs.</param>
    /// <param name="id">A job that exists.</param>
    /// <param name="after">Sequence number of the last event seen.</param>
    /// <exception cref="ApiException"><see cref="GatewayErrorCodes.RateLimited"/>: too many are open.</exception>
    public async Task WriteAsync(HttpContext context, CallerTenant tenant, IGridJobs jobs, string id, long after)
    {
        using var lease = _open.AttemptAcquire(tenant);
        if (!lease.IsAcquired)
            throw ApiException.RateLimited(
                $"{options.Limits.MaxEventStreams:N0} event streams of yours are open; no more at once. Close some, or ask "
                + "without 'Accept: text/event-stream' for a page.");
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-cache";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.StartAsync(context.RequestAborted);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await using var events = jobs.WatchAsync(id, after, stop.Token).GetAsyncEnumerator(stop.Token);
            while (true)
            {
                var next = events.MoveNextAsync().AsTask();
                while (await Task.WhenAny(next, Task.Delay(options.HeartbeatEvery, time, stop.Token)) != next)
                {
                    if (stop.IsCancellationRequested) break;
                    await SendAsync(context, Heartbeat, stop.Token);
                }

                if (!await next) break;
                await SendAsync(context, Encode(events.Current), stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A client that is still there asks again with the last event that it saw.
        }
    }

    public void Dispose() => _open.Dispose();

    private byte[] Encode(JobEvent each)
    {
        // One line: JSON escapes line ends.
        var data = JsonSerializer.Serialize(each, json.Value.SerializerOptions);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"id: {each.Sequence}\nevent: {each.Kind}\ndata: {data}\n\n"));
    }

    private static async Task SendAsync(HttpContext context, byte[] bytes, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(bytes, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}

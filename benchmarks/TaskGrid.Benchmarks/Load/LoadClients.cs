using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TaskGrid.Benchmarks.Load;

/// <summary>Clients that ask a server for predictions, each one call after the other.</summary>
/// <param name="url">The server.</param>
/// <param name="clients">How many ask at once.</param>
/// <param name="tasks">Names of the tasks; each call is about one of them, at random.</param>
internal sealed class LoadClients(Uri url, int clients, IReadOnlyList<string> tasks) : IDisposable
{
    private const string Text = "a quiet and lovely film about people who write letters , part 7";

    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(1) };
    private readonly byte[][] _bodies = [.. tasks.Select(task => JsonSerializer.SerializeToUtf8Bytes(
        new { requests = new[] { new { model = task, inputs = new[] { new { text = Text } } } } }))];

    /// <summary>Asks for a while.</summary>
    public async Task<LoadPhase> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var each = await Task.WhenAll(Enumerable.Range(0, clients).Select(
            client => AskAsync(new Random(client), clock, duration, cancellationToken)));
        return new LoadPhase(
            [.. each.SelectMany(one => one.Milliseconds)], each.Sum(one => one.Errors), clock.Elapsed.TotalSeconds);
    }

    /// <summary>Asks every task once.</summary>
    public async Task VisitAsync(CancellationToken cancellationToken)
    {
        foreach (var body in _bodies)
        {
            if (!await AskAsync(body, cancellationToken))
                throw new InvalidOperationException("A task does not answer before the load begins.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(List<double> Milliseconds, int Errors)> AskAsync(
        Random random, Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (times, errors) = (new List<double>(), 0);
        while (clock.Elapsed < duration)
        {
            var start = clock.Elapsed;
            if (await AskAsync(_bodies[random.Next(_bodies.Length)], cancellationToken))
                times.Add((clock.Elapsed - start).TotalMilliseconds);
            else
                errors++;
        }

        return (times, errors);
    }

    // Each request of a call has an answer of its own: a prediction or an error.
    private async Task<bool> AskAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri("/v1/predict", UriKind.Relative), content, cancellationToken);
        var words = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode && words.Contains("\"scores\"", StringComparison.Ordinal);
    }
}

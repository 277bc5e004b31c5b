using System.Collections.Concurrent;
using TaskGrid.Client;
using TaskGrid.Proofs.Processes;
using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Hostile;

/// <summary>Generated bad requests and uploads against a server with a trained task.</summary>
/// <param name="bases">The folder of the bases.</param>
/// <param name="tell">Is told how far it is.</param>
internal sealed class HostileProof(string bases, Action<string> tell) : IDisposable
{
    private const int Clients = 4;
    private const int SampleEvery = 50;

    // Deep enough that a name with a few ".." stays inside.
    private readonly ScratchFolder _folder = new();
    private readonly ConcurrentDictionary<int, int> _answers = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentQueue<(int Request, long Bytes)> _memory = new();
    private int _sent;
    private int _brokenOff;

    private string Store => Path.Combine(_folder.Path, "a", "b", "store");

    /// <summary>Sends requests, from a few clients at once.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HostileOutcome> RunAsync(int requests, int seed, CancellationToken cancellationToken = default)
    {
        var settings = new ServerSettings
        {
            Store = new StoreAddress(Store), Bases = bases, Folder = Path.Combine(_folder.Path, "a", "b", "server"),
            SteadyRuntime = true,
        };
        var diff = await TrainAsync(settings, cancellationToken);
        using var server = ServerProcess.Start(settings);
        var url = await server.ReadyAsync();
        await LoadAsync(url, cancellationToken);
        using var http = new HttpClient { BaseAddress = url };
        var calls = await DocumentedCall.ReadAllAsync(http, cancellationToken);
        var before = FilesOutside();
        BadRequest[] sources = [.. Enumerable.Range(0, Clients).Select(client => new BadRequest(seed + client, diff, calls))];
        await Task.WhenAll(sources.Select(source => SendAsync(server, url, source, requests, cancellationToken)));
        using var kept = await http.GetAsync(new Uri($"/v1/tasks/{BadRequest.Task}/aliases/live", UriKind.Relative), cancellationToken);
        if (!kept.IsSuccessStatusCode) _problems.Enqueue($"the task is not there afterwards: {kept.StatusCode}");
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
        if (!ready.IsSuccessStatusCode) _problems.Enqueue($"the server is not ready afterwards: {ready.StatusCode}");
        server.Stop();
        return new HostileOutcome
        {
            Answers = _answers,
            BrokenOff = _brokenOff,
            BytesEarly = Middle(requests / 5, 2 * requests / 5),
            BytesLate = Middle(4 * requests / 5, requests),
            FilesOutside = [.. FilesOutside().Except(before), .. Escaped()],
            Problems = [.. _problems],
            Unmade = [.. calls.Except(sources.SelectMany(source => source.Made)).Select(call => call.ToString())],
        };
    }

    public void Dispose() => _folder.Dispose();

    // In a server of its own: memory that a training gives back would hide what requests take.
    private static async Task<byte[]> TrainAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        using var server = ServerProcess.Start(settings);
        using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = await server.ReadyAsync() });
        await GridData.TrainAsync(grid, BadRequest.Task, GridData.Rows(24));
        await using var stream = await grid.Tasks.OpenDiffAsync(BadRequest.Task, 1, cancellationToken);
        using var diff = new MemoryStream();
        await stream.CopyToAsync(diff, cancellationToken);
        server.Stop();
        return diff.ToArray();
    }

    // What a server loads once and keeps, when it is first asked for: the task with its base, and the base alone.
    private static async Task LoadAsync(Uri url, CancellationToken cancellationToken)
    {
        using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = url });
        await grid.PredictAsync(new PredictRequest { Model = BadRequest.Task, Inputs = [new("a good film")] }, cancellationToken);
        await grid.Bases.FillAsync(SampleBases.Name, "a [MASK] film .", cancellationToken: cancellationToken);
    }

    private async Task SendAsync(
        ServerProcess server, Uri url, BadRequest source, int requests, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(1) };
        while (Interlocked.Increment(ref _sent) is var number && number <= requests)
        {
            if (number % SampleEvery == 0)
            {
                _memory.Enqueue((number, server.ResidentBytes()));
                tell($"request {number:N0} of {requests:N0}");
            }

            using var request = source.Next();
            try
            {
                using var answer = await client.SendAsync(request, cancellationToken);
                Judge(request, answer, await answer.Content.ReadAsStringAsync(cancellationToken));
            }
            catch (HttpRequestException exception)
            {
                // Whoever breaks off gets no answer; nobody else may be left without.
                if (exception.GetBaseException() is IOException { Message: BadRequest.BreaksOff })
                    Interlocked.Increment(ref _brokenOff);
                else
                    _problems.Enqueue($"{request.Method} {request.RequestUri}: {exception.Message}");
            }
        }
    }

    private void Judge(HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
        var call = $"{request.Method} {request.RequestUri} answered {status}";
        if (status >= 500) _problems.Enqueue($"{call}: {body}");
        // Without this header the HTTP server itself refused it, e.g. a NUL in the address: that has no body.
        var hasWords = request.Method == HttpMethod.Head || !answer.Headers.Contains("X-Content-Type-Options");
        if (status >= 400 && !hasWords && body.Length <= 10) _problems.Enqueue($"{call} without a word");
        if (body.Contains(_folder.Path, StringComparison.Ordinal)) _problems.Enqueue($"{call} and names a folder: {body}");
    }

    private long Middle(int from, int to)
    {
        var samples = _memory.Where(sample => sample.Request > from && sample.Request <= to)
            .Select(sample => sample.Bytes).Order().ToArray();
        return samples.Length == 0 ? 0 : samples[samples.Length / 2];
    }

    private List<string> FilesOutside() =>
        [.. Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Store + "/", StringComparison.Ordinal) && !KeptDiffs.Is(file))];

    // What a name with more ".." than the scratch folder is deep would have made.
    private IEnumerable<string> Escaped()
    {
        for (var folder = Directory.GetParent(_folder.Path); folder is not null; folder = folder.Parent)
        {
            foreach (var file in folder.GetFileSystemInfos($"*{BadRequest.Escape}*")) yield return file.FullName;
        }
    }
}

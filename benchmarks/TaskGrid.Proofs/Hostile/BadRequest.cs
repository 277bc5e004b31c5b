using System.Text;

namespace TaskGrid.Proofs.Hostile;

/// <summary>Makes requests and uploads as careless or hostile clients send them; the same seed makes the same ones.
/// </summary>
/// <param name="seed">Chooses them.</param>
/// <param name="diff">A good diff file, which uploads damage.</param>
internal sealed class BadRequest(int seed, byte[] diff)
{
    /// <summary>A part of file names that must appear nowhere.</summary>
    public const string Escape = "tg-escape";

    /// <summary>What the error of an upload says that breaks off in the middle.</summary>
    public const string BreaksOff = "The sender breaks off.";

    private static readonly string[] Methods =
        ["GET", "GET", "GET", "GET", "POST", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "PATCH"];

    private static readonly string[] Paths =
    [
        "/v1/tasks", "/v1/tasks/{0}", "/v1/tasks/{0}/versions", "/v1/tasks/{0}/versions/{0}/diff",
        "/v1/tasks/reviews/versions/1", "/v1/tasks/reviews/aliases/{0}", "/v1/tasks/{0}/aliases/live/rollback",
        "/v1/jobs", "/v1/jobs/{0}", "/v1/jobs/{0}/cancel", "/v1/jobs/{0}/events", "/v1/data", "/v1/data?name={0}",
        "/v1/data/{0}", "/v1/data/{0}/content", "/v1/data/uploads", "/v1/data/uploads/{0}/parts",
        "/v1/predict", "/v1/evaluate", "/v1/bases", "/v1/bases/{0}/fill", "/v1/bases/{0}/encode",
        "/v1/bases/tg-mini/fill", "/v1/bases/tg-mini/encode", "/v1/nodes", "/v1/files",
        "/v1/files/{0}", "/v1/fine_tuning/jobs", "/v1/fine_tuning/jobs/{0}/events?after={0}", "/v1/models",
        "/v1/models/{0}", "/v1/chat/completions", "/hf/{0}", "/hf/reviews", "/hf/reviews@{0}", "/health/ready",
        "/v1/tasks?limit={0}&after={0}", "/v1/jobs?task={0}", "/{0}", "/openapi/{0}.json",
    ];

    private static readonly string[] Words =
    [
        "reviews", "..", "../..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cx", "%00", "a%0d%0aSet-Cookie:x", "-1",
        "99999999999999999999", "v1", "%ff%fe", $"..%2f..%2f{Escape}", $"../../{Escape}", "%F0%9F%92%A9", "A B",
        "file-00000000000000000000000000",
        "ftjob-00000000000000000000000000", "live", "{}", "'%3B--", "aux", "con", "x.json", "%7Eroot", "NaN", "",
    ];

    private static readonly string[] Prefixes = ["", "file-", "ftjob-", "upload-", "reviews@"];

    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "\"x\"", $"\"../../{Escape}\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[null]",
        "\"reviews\"", "\"reviews@v1\"", "\"tg-mini\"", "99999999999999999999999", "\"NaN\"", "[[[[]]]]", "{\"a\":null}",
        "[{\"text\":null}]", "[{\"version\":1,\"weight\":\"NaN\"}]", "[{\"role\":\"user\",\"content\":{}}]",
        "\"a [MASK] [MASK] .\"", "5",
    ];

    private static readonly string[] Names =
    [
        "name", "model", "messages", "inputs", "requests", "train", "targets", "file", "training_file", "task", "base",
        "trainFile", "metadata", "parameters", "suffix", "keepFor", "hyperparameters", "method", "columns", "text",
        "publishTo", "checkpointEvery", "stream", "n", "top_logprobs", "epochs", "density", "textPair", "top",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/plain",
        "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "x",
    ];

    private static readonly byte[] ManyRequests = Encoding.UTF8.GetBytes(
        "{\"requests\":[" + string.Join(',', Enumerable.Repeat("{\"model\":\"reviews\",\"inputs\":[]}", 2000)) + "]}");

    private readonly Random _random = new(seed);

    /// <summary>The next one.</summary>
    public HttpRequestMessage Next() => _random.Next(8) == 0 ? Upload() : Request();

    private HttpRequestMessage Upload()
    {
        var path = _random.Next(2) == 0 ? "/v1/tasks/{0}/versions" : "/v1/data?name={0}";
        Stream body = new MemoryStream(File(), writable: false);
        if (_random.Next(4) == 0) body = Breaking(body);
        return new HttpRequestMessage(HttpMethod.Post, string.Format(null, path, Word()))
        {
            Content = new StreamContent(body),
        };
    }

    private BreakingStream Breaking(Stream body) =>
        new(body, _random.Next((int)body.Length + 1), () => new IOException(BreaksOff));

    // Damaged, cut off, made longer, or of another kind.
    private byte[] File()
    {
        var file = (byte[])diff.Clone();
        switch (_random.Next(4))
        {
            case 0:
                for (var damage = _random.Next(1, 9); damage > 0; damage--)
                    file[_random.Next(file.Length)] = (byte)_random.Next(256);
                return file;
            case 1:
                return file[.._random.Next(file.Length)];
            case 2:
                return [.. file, .. Noise(_random.Next(1, 5000))];
            default:
                return Noise(_random.Next(50_000));
        }
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(new HttpMethod(One(Methods)), string.Format(null, One(Paths), Word()));
        // The task that the others are about stays.
        if (request.Method == HttpMethod.Delete) request.RequestUri = new Uri("/v1/data/" + Word(), UriKind.Relative);
        if (request.Method.Method is not ("GET" or "HEAD"))
        {
            request.Content = new ByteArrayContent(Body());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", One(Types));
        }

        if (_random.Next(8) == 0) request.Headers.TryAddWithoutValidation("Idempotency-Key", One(Values));
        if (_random.Next(8) == 0) request.Headers.TryAddWithoutValidation("Accept", "text/event-stream, x/;q=");
        if (_random.Next(16) == 0) request.Headers.TryAddWithoutValidation("Last-Event-ID", One(Words));
        if (_random.Next(16) == 0)
            request.Headers.TryAddWithoutValidation("X-Long", new string('x', _random.Next(20_000)));
        return request;
    }

    private byte[] Body()
    {
        switch (_random.Next(9))
        {
            case 0:
                return [];
            case 3:
                return ManyRequests;
            case 1:
                return Noise(_random.Next(200));
            case 2:
                var head = $"Content-Disposition: form-data; name=\"file\"; filename=\"{One(Words)}\"";
                return Encoding.UTF8.GetBytes($"--x\r\n{head}\r\n\r\nx\r\n--x--\r\n");
            default:
                var text = Encoding.UTF8.GetBytes(Object(0));
                if (_random.Next(4) == 0 && text.Length > 2) text[_random.Next(text.Length)] = (byte)_random.Next(256);
                return text;
        }
    }

    private byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        _random.NextBytes(noise);
        return noise;
    }

    private string Object(int depth) => "{" + string.Join(',', Enumerable.Range(0, _random.Next(5)).Select(_ =>
        $"\"{One(Names)}\":{(depth < 3 && _random.Next(3) == 0 ? Object(depth + 1) : Value())}")) + "}";

    private string Value() => _random.Next(4) > 0 ? One(Values) : $"\"{One(Prefixes)}{Fresh(26)}\"";

    // Now and then a name that nobody has used before.
    private string Word() => _random.Next(3) > 0 ? One(Words) : One(Prefixes) + Fresh(26);

    private string Fresh(int length) => string.Create(length, _random, (text, random) =>
    {
        foreach (ref var letter in text) letter = "0123456789abcdefghijklmnopqrstuv"[random.Next(32)];
    });

    private string One(string[] choices) => choices[_random.Next(choices.Length)];
}

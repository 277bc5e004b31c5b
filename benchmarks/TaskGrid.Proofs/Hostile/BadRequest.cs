using System.Text;
using System.Text.RegularExpressions;

namespace TaskGrid.Proofs.Hostile;

/// <summary>Makes requests and uploads as careless or hostile clients send them; the same seed makes the same ones.
/// </summary>
/// <param name="seed">Chooses them.</param>
/// <param name="diff">A good diff file, which uploads damage.</param>
/// <param name="calls">What the server's document has; each takes its turn.</param>
internal sealed partial class BadRequest(int seed, byte[] diff, DocumentedCall[] calls)
{
    /// <summary>The task that requests are about, and that none of them removes.</summary>
    public const string Task = "reviews";


    /// <summary>A part of file names that must appear nowhere.</summary>
    public const string Escape = "tg-escape";

    /// <summary>What the error of an upload says that breaks off in the middle.</summary>
    public const string BreaksOff = "The sender breaks off.";

    private static readonly string[] Methods =
        ["GET", "GET", "GET", "GET", "POST", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "PATCH"];

    // Beside those that the document has.
    private static readonly string[] Undocumented = ["/{any}", "/v1/{any}", "/health/{any}", "/openapi/{any}.json", "/openapi/v1.json"];

    private static readonly Uri Anywhere = new("http://localhost");

    private static readonly string[] Words =
    [
        Task, "..", "../..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cx", "%00", "a%0d%0aSet-Cookie:x", "-1",
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
    private int _turn = seed;

    /// <summary>The calls of the document that were made, with whatever did not fit.</summary>
    public HashSet<DocumentedCall> Made { get; } = [];

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
        var (method, address) = _random.Next(10) == 0 ? (One(Methods), Address(One(Undocumented), [])) : Documented();
        // The task that the others are about stays.
        if (method == "DELETE" && IsNeeded(address)) address = address.Replace(Task, "gone", StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(method), address);
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

    private (string Method, string Address) Documented()
    {
        var call = calls[_turn++ % calls.Length];
        if (_random.Next(4) == 0) return (One(Methods), Address(call.Path, call.Query));
        Made.Add(call);
        return (call.Method, Address(call.Path, call.Query));
    }

    private string Address(string path, string[] query)
    {
        var address = Parameter().Replace(path, parameter => _random.Next(2) == 0 ? Known(parameter.Value) : Word());
        string[] asked = [.. from name in query where _random.Next(3) == 0 select $"{name}={Word()}"];
        return asked.Length == 0 ? address : $"{address}?{string.Join('&', asked)}";
    }

    // What is there, so that what follows in the path is looked at.
    private string Known(string parameter) => parameter switch
    {
        "{task}" or "{model}" => Task,
        "{alias}" => "live",
        "{version}" => "1",
        "{name}" => "tg-mini",
        _ => Word(),
    };

    // A version that an alias names stays by itself.
    private static bool IsNeeded(string address)
    {
        var path = Uri.UnescapeDataString(new Uri(Anywhere, address).AbsolutePath).TrimEnd('/');
        return path is $"/v1/tasks/{Task}" or $"/v1/tasks/{Task}/aliases/live"
            || path.StartsWith($"/v1/models/{Task}", StringComparison.Ordinal);
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

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}

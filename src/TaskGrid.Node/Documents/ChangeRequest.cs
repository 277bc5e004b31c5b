using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Node;

/// <summary>
/// A change of a document that is asked for with an idempotency key. The document keeps a mark of it, written with the
/// change in one conditional write: a repeated request finds its change done or not begun, whatever was killed between.
/// </summary>
internal sealed class ChangeRequest
{
    // As ITaskGrid promises. A document stays small however often it is changed.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private const int MaxKept = 1000;
    private const int MaxKeyLength = 128;

    private readonly string _given;
    private readonly string _key;
    private readonly string _content;

    private ChangeRequest(string given, string key, string content) => (_given, _key, _content) = (given, key, content);

    /// <summary>A request; null without a key.</summary>
    /// <param name="verb">What is done; keys of different verbs are different.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="content">What is asked for.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: the key is none.</exception>
    public static ChangeRequest? Of(string verb, string? key, params IEnumerable<object?> content) =>
        key is null ? null : new ChangeRequest(Check(key), Hash($"{verb}\n{key}"), Hash(string.Join('\n', content)));

    /// <summary>Checks a caller's key.</summary>
    public static string Check(string key) =>
        key.Length is > 0 and <= MaxKeyLength && key.All(character => character is >= ' ' and <= '~')
            ? key
            : throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"An idempotency key is 1 to {MaxKeyLength} printable ASCII characters.");

    /// <summary>The error of a key that was used for something else.</summary>
    public static TaskGridException Conflict(string key, DateTimeOffset at) => new(
        ErrorCodes.IdempotencyConflict,
        $"The idempotency key '{key}' was used on {at:u} for another request. Use a new key.");

    /// <summary>Whether a mark still counts: after a day its key is as one that was never used.</summary>
    /// <param name="at">When it was made. The clock of whoever made it may be ahead.</param>
    /// <param name="now">The time.</param>
    public static bool IsKept(DateTimeOffset at, DateTimeOffset now) => now - at < KeptFor;

    /// <summary>The mark of this request in a document; null: it is to be done.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.IdempotencyConflict"/>.</exception>
    public AppliedRequest? FindIn(IReadOnlyList<AppliedRequest>? applied, DateTimeOffset now) =>
        applied?.FirstOrDefault(each => each.Key == _key && IsKept(each.At, now)) is not { } found ? null
        : found.Content == _content ? found
        : throw Conflict(_given, found.At);

    /// <summary>The marks of a document with this request's.</summary>
    public IReadOnlyList<AppliedRequest> AddTo(
        IReadOnlyList<AppliedRequest>? applied, DateTimeOffset now, int? version = null) =>
    [
        .. (Kept(applied, now) ?? []).TakeLast(MaxKept - 1),
        new AppliedRequest(_key, _content, now, version),
    ];

    /// <summary>The marks of a document that still count; null for none.</summary>
    public static IReadOnlyList<AppliedRequest>? Kept(IReadOnlyList<AppliedRequest>? applied, DateTimeOffset now) =>
        applied?.Where(each => IsKept(each.At, now)).ToArray() is { Length: > 0 } kept ? kept : null;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}

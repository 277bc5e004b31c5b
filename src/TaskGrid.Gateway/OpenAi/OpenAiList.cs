namespace TaskGrid.Gateway;

/// <summary>A list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Data">A part of it.</param>
/// <param name="HasMore">Whether more follow.</param>
/// <param name="FirstId">The first one's id.</param>
/// <param name="LastId">The last one's id: what <c>after</c> takes.</param>
internal sealed record OpenAiList<T>(IReadOnlyList<T> Data, bool HasMore, string? FirstId, string? LastId)
{
    /// <summary>Always <c>list</c>.</summary>
    public string Object { get; } = "list";

    /// <summary>A part of a list.</summary>
    public static OpenAiList<T> Of(IReadOnlyList<T> data, bool hasMore, Func<T, string> idOf) => new(
        data, hasMore, data.Count == 0 ? null : idOf(data[0]), data.Count == 0 ? null : idOf(data[^1]));
}

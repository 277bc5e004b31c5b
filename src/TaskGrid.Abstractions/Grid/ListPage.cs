namespace TaskGrid;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The part.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, bool HasMore);

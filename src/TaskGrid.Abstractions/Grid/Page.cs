namespace TaskGrid;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The part.</param>
/// <param name="HasMore">Whether more follow.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, bool HasMore);

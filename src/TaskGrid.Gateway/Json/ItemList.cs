namespace TaskGrid.Gateway;

/// <summary>A whole list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">All of it.</param>
internal sealed record ItemList<T>(IReadOnlyList<T> Items);

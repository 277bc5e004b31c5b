namespace TaskGrid.Gateway;

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key, which cannot be read again.</param>
/// <param name="Info">What is stored of it.</param>
public sealed record NewApiKey(string Key, ApiKeyInfo Info);

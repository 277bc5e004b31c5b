namespace TaskGrid.Gateway;

/// <summary>The shape that errors have on an address.</summary>
internal enum ErrorShape
{
    /// <summary><c>application/problem+json</c>.</summary>
    Problem,

    /// <summary><c>{"error": {message, type, param, code}}</c>.</summary>
    OpenAi,

    /// <summary><c>{"error": message}</c>.</summary>
    HuggingFace,
}

namespace TaskGrid.Models.Tests;

/// <summary>A request as <see cref="TestHub"/> got it.</summary>
internal sealed record HubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The last part of the path, without a query.</summary>
    public string File => Target.Split('?')[0].Split('/')[^1];

    /// <summary>The first byte that is asked for.</summary>
    public int From => Headers.TryGetValue("range", out var range) ? int.Parse(range["bytes=".Length..^1], null) : 0;
}

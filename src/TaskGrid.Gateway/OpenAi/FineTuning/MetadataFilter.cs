using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Which jobs a client lists: <c>metadata[KEY]=VALUE</c>, all of them; <c>metadata=null</c>: those without any.
/// </summary>
internal sealed class MetadataFilter
{
    private const string Name = "metadata";

    private readonly Dictionary<string, string> _wanted = new(StringComparer.Ordinal);
    private readonly bool _onlyWithout;

    /// <summary>Reads it from an address.</summary>
    /// <exception cref="ApiException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public MetadataFilter(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (!name.StartsWith(Name, StringComparison.Ordinal)) continue;
            var key = name[Name.Length..];
            if (values.Count == 1 && key is ['[', .., ']']) _wanted[key[1..^1]] = values[0] ?? "";
            else if (values is ["null"] && key.Length == 0) _onlyWithout = true;
            else throw ApiException.Invalid("A filter is metadata[KEY]=VALUE, a key once, or metadata=null.", Name);
        }
    }

    /// <summary>Whether a job with this metadata is wanted.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> metadata) =>
        (!_onlyWithout || metadata.Count == 0)
        && _wanted.All(pair => metadata.TryGetValue(pair.Key, out var value) && value == pair.Value);
}

using System.Collections.Immutable;
using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>The index of weights in several files: which tensor lies in which file.</summary>
internal sealed class ShardIndex
{
    private const int MaxBytes = 1 << 26;
    private const int MaxFiles = 1000;
    private readonly string _source;
    private readonly Dictionary<string, string> _fileOf;

    private ShardIndex(string source, Dictionary<string, string> fileOf)
    {
        (_source, _fileOf) = (source, fileOf);
        Files = [.. fileOf.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The names of all files, in ordinal order.</summary>
    public ImmutableArray<string> Files { get; }

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/>.</exception>
    public static ShardIndex Read(string path)
    {
        var bytes = new FileInfo(path).Length;
        if (bytes > MaxBytes) throw Invalid(path, [$"it has {bytes:N0} bytes; at most {MaxBytes:N0} are read"]);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ShardIndex(path, FilesOf(path, document.RootElement));
        }
        // GetString reports an escaped lone surrogate as an InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid(path, [exception.Message]);
        }
    }

    /// <summary>Checks that each file holds just the tensors that the index places there.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/>, with every tensor in the
    /// details.</exception>
    public void Check(IEnumerable<SafetensorsFile> files)
    {
        var problems = new List<string>();
        var placed = new HashSet<(string File, string Tensor)>();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.Path);
            foreach (var tensor in file.Header.Tensors)
            {
                placed.Add((name, tensor.Name));
                if (!_fileOf.TryGetValue(tensor.Name, out var named))
                    problems.Add($"tensor '{tensor.Name}' in {name} is not in the index");
                else if (named != name)
                    problems.Add($"tensor '{tensor.Name}' is in {name}, but the index places it in {named}");
            }
        }

        problems.AddRange(_fileOf.Where(pair => !placed.Contains((pair.Value, pair.Key)))
            .Select(pair => $"tensor '{pair.Key}' is not in {pair.Value}, where the index places it"));
        if (problems.Count > 0) throw Invalid(_source, problems);
    }

    private static Dictionary<string, string> FilesOf(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("weight_map", out var map)
            || map.ValueKind != JsonValueKind.Object) throw Invalid(path, ["it has no object 'weight_map'"]);

        var problems = new List<string>();
        var fileOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            var file = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null;
            if (file is null || !IsPlainFileName(file))
            {
                problems.Add($"tensor '{entry.Name}' is placed in {entry.Value.GetRawText()}, which is not the name of "
                    + "a .safetensors file in the same folder");
            }
            else if (!fileOf.TryAdd(entry.Name, file)) problems.Add($"tensor '{entry.Name}' is named twice");
        }

        var files = fileOf.Values.Distinct(StringComparer.Ordinal).Count();
        if (files is 0 or > MaxFiles) problems.Add($"it names {files:N0} files; there must be 1 to {MaxFiles:N0}");
        return problems.Count == 0 ? fileOf : throw Invalid(path, problems);
    }

    // The index comes from strangers: nothing outside the folder may be reached through it.
    private static bool IsPlainFileName(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) && name[0] != '.'
        && name.AsSpan().IndexOfAny("/\\:") < 0 && !name.Any(char.IsControl);

    private static TaskGridException Invalid(string path, List<string> problems) => new(
        ErrorCodes.SafetensorsInvalid,
        $"{path} is not a valid index of weight files: {Problems.Summary(problems)}. Download it again, together with "
        + "the files that it names.",
        Problems.Details(problems));
}

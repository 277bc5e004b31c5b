namespace TaskGrid.Cli.Output;

/// <summary>Names and values below each other, the values aligned.</summary>
internal sealed class FieldList
{
    private readonly List<(string Name, string Value)> _fields = [];

    /// <summary>Adds a line.</summary>
    public FieldList Add(string name, string value)
    {
        _fields.Add((name, value));
        return this;
    }

    /// <summary>Prints all lines.</summary>
    public void Write(TextWriter writer)
    {
        var width = _fields.Max(field => field.Name.Length);
        foreach (var (name, value) in _fields) writer.WriteLine($"{name.PadRight(width)}  {value}");
    }
}

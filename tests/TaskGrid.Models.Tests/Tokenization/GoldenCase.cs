namespace TaskGrid.Models.Tests;

/// <summary>One text in one mode; a text with half surrogate pairs comes as UTF-16 units.</summary>
internal sealed record GoldenCase(string? Text, ushort[]? Units, string Mode, string Words, int[] Ids, int[] SampleIds)
{
    public string Content => Text ?? string.Concat(Units!.Select(unit => (char)unit));
}

namespace TaskGrid.Models.Tests;

/// <summary>A text in which the names of special tokens stand for them.</summary>
internal sealed record GoldenSpecial(string Text, int[] Ids);

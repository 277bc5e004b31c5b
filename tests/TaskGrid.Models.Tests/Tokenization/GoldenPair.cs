namespace TaskGrid.Models.Tests;

/// <summary>A pair cut to a length.</summary>
internal sealed record GoldenPair(string First, string Second, int MaxLength, int[] Ids, int FirstLength);

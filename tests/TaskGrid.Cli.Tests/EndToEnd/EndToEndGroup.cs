namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>Shares one trained store, and runs one test at a time: tensor work uses every core.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndGroup : ICollectionFixture<TrainedStore>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "end to end";
}

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>Tests of this group share the base and run one after another: live tensors are counted per process.</summary>
[CollectionDefinition(Name)]
public sealed class SampleBaseGroup : ICollectionFixture<SampleBase>
{
    public const string Name = "sample base";
}

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>
/// Tests of this group share the base and run one after another and beside no other test: live tensors and managed memory are
/// counted per process.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SampleBaseGroup : ICollectionFixture<SampleBase>
{
    public const string Name = "sample base";
}

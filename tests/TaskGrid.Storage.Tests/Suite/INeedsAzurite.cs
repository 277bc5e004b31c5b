namespace TaskGrid.Storage.Tests.Suite;

/// <summary>Marks a class of tests that talk to Azurite.</summary>
internal interface INeedsAzurite;

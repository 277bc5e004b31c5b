using Xunit.Sdk;

namespace TaskGrid.Storage.Tests.Suite;

/// <summary>
/// A test of a store. In a class that is an <see cref="INeedsAzurite"/> it is skipped where Azurite is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("TaskGrid.Storage.Tests.Suite.StoreFactDiscoverer", "TaskGrid.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

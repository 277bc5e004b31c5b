namespace TaskGrid.Orleans;

/// <summary>Calls that silos make of each other, and clients outside the cluster do not: <see cref="SilosOnlyFilter"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
internal sealed class SilosOnlyAttribute : Attribute;

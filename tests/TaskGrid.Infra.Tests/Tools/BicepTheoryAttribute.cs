namespace TaskGrid.Infra.Tests.Tools;

/// <summary>A theory that needs <see cref="BicepCompiler"/>.</summary>
public sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = BicepCompiler.Missing;
}

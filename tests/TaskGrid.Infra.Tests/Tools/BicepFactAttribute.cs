namespace TaskGrid.Infra.Tests.Tools;

/// <summary>A test that needs <see cref="BicepCompiler"/>.</summary>
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.Missing;
}

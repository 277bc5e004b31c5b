namespace TaskGrid.Infra.Tests.Tools;

/// <summary>A theory that renders overlays: it needs kubectl and the scripts of <c>tests/infra</c>.</summary>
public sealed class OverlayTheoryAttribute : TheoryAttribute
{
    public OverlayTheoryAttribute() => Skip = InfraTools.MissingKubectl ?? InfraTools.MissingScripts;
}

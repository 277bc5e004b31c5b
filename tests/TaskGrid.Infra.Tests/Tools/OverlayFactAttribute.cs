namespace TaskGrid.Infra.Tests.Tools;

/// <summary>A test that renders overlays: it needs kubectl and the scripts of <c>tests/infra</c>.</summary>
public sealed class OverlayFactAttribute : FactAttribute
{
    public OverlayFactAttribute() => Skip = InfraTools.MissingKubectl ?? InfraTools.MissingScripts;
}

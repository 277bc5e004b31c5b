namespace TaskGrid.Infra.Tests.Tools;

/// <summary>A theory that needs the scripts of <c>tests/infra</c>.</summary>
public sealed class ScriptTheoryAttribute : TheoryAttribute
{
    public ScriptTheoryAttribute() => Skip = InfraTools.MissingScripts;
}

namespace TaskGrid.Infra.Tests.Tools;

/// <summary>A test that needs the scripts of <c>tests/infra</c>.</summary>
public sealed class ScriptFactAttribute : FactAttribute
{
    public ScriptFactAttribute() => Skip = InfraTools.MissingScripts;
}

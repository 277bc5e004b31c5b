using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Commands;

/// <summary>A test of the engine 'orleans', for a command line that has it.</summary>
public sealed class OrleansFactAttribute : FactAttribute
{
    public OrleansFactAttribute() => Skip = InfraTools.MissingKubectl ?? InfraTools.MissingScripts
        ?? (CommandReference.Has("serve", "--engine") ? null : "docs/cli.md does not know --engine");
}

using System.Reflection;

namespace TaskGrid.Infra.Tests.Tools;

/// <summary>Bicep's own compiler, with its linter; a package of the feed <c>full</c>.</summary>
internal static class BicepCompiler
{
    private static readonly string? Program = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(each => each.Key == "Bicep")?.Value;

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Missing { get; } = Program is null ? "needs Bicep's compiler, a package of the feed 'full'" : null;

    /// <summary>Compiles a file, or parameters, and what they use.</summary>
    /// <returns>Errors and warnings, one a line.</returns>
    public static IReadOnlyList<string> Build(string file)
    {
        var command = Path.GetExtension(file) == ".bicepparam" ? "build-params" : "build";
        var outcome = InfraTools.Run(Program!, "", command, "--stdout", file);
        var said = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(outcome.ExitCode == 0 || said.Length > 0, outcome.Output);
        return said;
    }
}

namespace TaskGrid.Infra.Tests.Tools;

/// <summary>What a program has done.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ToolOutcome(int ExitCode, string Output, string Error);

namespace TaskGrid.Cli.Output;

/// <summary>The one JSON object on stdout when a command with <c>--json</c> fails.</summary>
internal sealed record ErrorDocument(ErrorBody Error);

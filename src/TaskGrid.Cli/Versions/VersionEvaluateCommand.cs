using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Versions;

/// <summary><c>version evaluate TASK[@REF] --data FILE</c>: <c>eval</c>, beside the other verbs of versions.</summary>
internal sealed class VersionEvaluateCommand() : EvalCommand("evaluate", "version evaluate");

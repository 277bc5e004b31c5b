using System.Diagnostics;

namespace TaskGrid.Node;

/// <summary>Spans of what a node does: answers and trainings. They name tasks and versions, never texts. Without a listener
/// none is made.</summary>
internal static class NodeActivities
{
    private static readonly ActivitySource Source = new("TaskGrid.Node");

    /// <summary>An answer about a version: <c>predict</c> or <c>evaluate</c>.</summary>
    public static Activity? Answer(string verb, string task, int version) =>
        Source.StartActivity(verb)?.SetTag("taskgrid.task", task).SetTag("taskgrid.version", version);

    /// <summary>An answer of a base alone: <c>fill</c> or <c>encode</c>.</summary>
    public static Activity? Answer(string verb, string baseName) =>
        Source.StartActivity(verb)?.SetTag("taskgrid.base", baseName);

    /// <summary>The part of a job that trains here. It is a trace of its own, since it outlives the call that asked for it.
    /// </summary>
    public static Activity? Train(string job, string task)
    {
        Activity.Current = null;
        return Source.StartActivity("train")?.SetTag("taskgrid.job", job).SetTag("taskgrid.task", task);
    }
}

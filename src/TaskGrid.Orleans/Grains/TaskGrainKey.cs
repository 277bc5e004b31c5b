namespace TaskGrid.Orleans;

/// <summary>The key of a task's grain: <c>TENANT/TASK</c>. Neither name can hold a slash.</summary>
internal static class TaskGrainKey
{
    /// <summary>The key of a task.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>.</exception>
    public static string Of(string tenant, string task) =>
        $"{ResourceName.Check(tenant, "tenant")}/{ResourceName.Check(task, "task")}";

    /// <summary>Tenant and task of a key.</summary>
    public static (string Tenant, string Task) Parse(string key)
    {
        var slash = key.IndexOf('/');
        return (key[..slash], key[(slash + 1)..]);
    }
}

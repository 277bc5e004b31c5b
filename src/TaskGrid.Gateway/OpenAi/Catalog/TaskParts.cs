namespace TaskGrid.Gateway;

/// <summary>Versions and aliases of a task.</summary>
internal static class TaskParts
{
    /// <summary>A version.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>.</exception>
    public static VersionSnapshot Version(TaskSnapshot task, int number) =>
        task.Versions.FirstOrDefault(version => version.Number == number) ?? throw new TaskGridException(
            ErrorCodes.VersionNotFound, $"The task '{task.Spec.Name}' has no version v{number}.");

    /// <summary>An alias.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.AliasNotFound"/>.</exception>
    public static AliasSnapshot Alias(TaskSnapshot task, string name) =>
        task.Aliases.FirstOrDefault(alias => alias.Name == name) ?? throw new TaskGridException(
            ErrorCodes.AliasNotFound, $"The task '{task.Spec.Name}' has no alias '{name}'.");
}

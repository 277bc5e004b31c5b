namespace TaskGrid;

/// <summary>A tenant's tasks, their versions and aliases.</summary>
public interface IGridTasks
{
    /// <summary>Registers a task; the same spec again changes nothing.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>;
    /// <see cref="ErrorCodes.TaskExists"/>: with another spec.</exception>
    Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken = default);

    /// <summary>One task.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    Task<TaskSnapshot> GetAsync(string task, CancellationToken cancellationToken = default);

    /// <summary>Tasks, by name.</summary>
    Task<ListPage<TaskSnapshot>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Removes a task with its versions and aliases; its jobs are cancelled.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    Task DeleteAsync(string task, CancellationToken cancellationToken = default);

    /// <summary>A version's diff file, verified.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>, or the content is damaged.
    /// </exception>
    Task<Stream> OpenDiffAsync(string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Stores a diff file as a task's next version; the task is registered when it is new.</summary>
    /// <param name="task">The task.</param>
    /// <param name="diff">A <c>.tgdiff</c> file.</param>
    /// <param name="publishTo">The alias that moves to it; null for none.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffBaseMismatch"/>.</exception>
    Task<VersionSnapshot> ImportVersionAsync(
        string task, Stream diff, string? publishTo = AliasSnapshot.Live, CancellationToken cancellationToken = default);

    /// <summary>Removes a version that no alias names.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>,
    /// <see cref="ErrorCodes.VersionInUse"/>.</exception>
    Task DeleteVersionAsync(string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Loads a version where requests for it are answered, so that the first of them does not wait; it comes back when the
    /// version is ready.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>, or the diff's own error when it cannot be loaded.
    /// </exception>
    Task PrefetchAsync(string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Keeps a version in memory where it is answered, also when others are asked for more, or lets it go again. It is loaded
    /// first; after a restart, when the first request for its task comes. Rules for old versions keep it.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>; <see cref="ErrorCodes.InsufficientMemory"/>: the
    /// node has no room for another pinned version; the diff's own error when it cannot be loaded.</exception>
    Task<VersionSnapshot> PinVersionAsync(
        string task, int version, bool isPinned = true, CancellationToken cancellationToken = default);

    /// <summary>Points an alias at versions.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">The alias, by <see cref="ResourceName"/> and not of the form <c>v7</c>; made when new.</param>
    /// <param name="targets">One version, or several with weights.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>,
    /// <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    Task<AliasSnapshot> SetAliasAsync(
        string task, string name, IReadOnlyList<AliasTarget> targets, CancellationToken cancellationToken = default);

    /// <summary>Points an alias at what it named before.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.AliasNotFound"/>,
    /// <see cref="ErrorCodes.NothingToRollBack"/>.</exception>
    Task<AliasSnapshot> RollBackAliasAsync(string task, string name, CancellationToken cancellationToken = default);
}

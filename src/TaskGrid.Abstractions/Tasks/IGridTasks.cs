namespace TaskGrid;

/// <summary>A tenant's tasks, their versions and aliases.</summary>
public interface IGridTasks
{
    /// <summary>Registers a task; the same spec again changes nothing. A task that a job or an import has registered gets
    /// description and rules here once; <see cref="SetSpecAsync"/> changes them later.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.InvalidArgument"/>;
    /// <see cref="ErrorCodes.TaskExists"/>: with another spec.</exception>
    /// <example><code>
    /// var reviews = new TaskSpec { Name = "reviews", KeepVersions = 5, KeepFor = TimeSpan.FromDays(90) };
    /// await grid.Tasks.RegisterAsync(reviews);
    /// </code></example>
    Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Replaces a task's description and rules for old versions, all of them; versions that the new rules do not keep go at
    /// once.</summary>
    /// <param name="spec">The whole spec; its name is the task's.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, <see cref="ErrorCodes.InvalidArgument"/>.
    /// </exception>
    /// <example><code>
    /// await grid.Tasks.SetSpecAsync(reviews with { Description = "What viewers say", KeepVersions = 10 });
    /// </code></example>
    Task<TaskSnapshot> SetSpecAsync(
        TaskSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>One task.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    /// <example><code>
    /// var task = await grid.Tasks.GetAsync("reviews");
    /// foreach (var each in task.Versions) Console.WriteLine($"v{each.Number}: {each.Info.Metric} {each.Info.Value}");
    /// </code></example>
    Task<TaskSnapshot> GetAsync(string task, CancellationToken cancellationToken = default);

    /// <summary>Tasks, by name.</summary>
    /// <example><code>
    /// foreach (var each in (await grid.Tasks.ListAsync(new PageRequest())).Items) Console.WriteLine(each.Spec.Name);
    /// </code></example>
    Task<ListPage<TaskSnapshot>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Removes a task with its versions and aliases; its jobs are cancelled. One that is made under its name later goes on
    /// counting its versions: no number is used twice.</summary>
    /// <param name="task">The task.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="onlyVersion">Removes it only while this is its only version and none of its jobs is open; null: in any case.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>; with <paramref name="onlyVersion"/>
    /// <see cref="ErrorCodes.VersionNotFound"/>, <see cref="ErrorCodes.VersionInUse"/>.</exception>
    /// <example><code>await grid.Tasks.DeleteAsync("reviews");</code></example>
    Task DeleteAsync(
        string task, string? idempotencyKey = null, int? onlyVersion = null, CancellationToken cancellationToken = default);

    /// <summary>A version's diff file, verified.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>, or the content is damaged.
    /// </exception>
    /// <example><code>
    /// await using (var diff = await grid.Tasks.OpenDiffAsync("reviews", 1))
    /// await using (var copy = File.Create("reviews.tgdiff")) await diff.CopyToAsync(copy);
    /// </code></example>
    Task<Stream> OpenDiffAsync(string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Stores a diff file as a task's next version; the task is registered when it is new.</summary>
    /// <param name="task">The task.</param>
    /// <param name="diff">A <c>.tgdiff</c> file.</param>
    /// <param name="publishTo">The alias that moves to it; null for none.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffBaseMismatch"/>.</exception>
    /// <example><code>
    /// await using var stored = File.OpenRead("reviews.tgdiff");
    /// var version = await grid.Tasks.ImportVersionAsync("reviews", stored, publishTo: "canary");
    /// </code></example>
    Task<VersionSnapshot> ImportVersionAsync(
        string task,
        Stream diff,
        string? publishTo = AliasSnapshot.Live,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>Removes a version that no alias names.</summary>
    /// <param name="task">The task.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>,
    /// <see cref="ErrorCodes.VersionInUse"/>.</exception>
    /// <example><code>await grid.Tasks.DeleteVersionAsync("reviews", 2);</code></example>
    Task DeleteVersionAsync(
        string task, int version, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Loads a version where requests for it are answered, so that the first of them does not wait; it comes back when the
    /// version is ready.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>, or the diff's own error when it cannot be loaded.
    /// </exception>
    /// <example><code>await grid.Tasks.PrefetchAsync("reviews", 1);</code></example>
    Task PrefetchAsync(string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Keeps a version in memory where it is answered, also when others are asked for more, or lets it go again. It is loaded
    /// first; after a restart, when the first request for its task comes. Rules for old versions keep it.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>; <see cref="ErrorCodes.InsufficientMemory"/>: the
    /// node has no room for another pinned version; the diff's own error when it cannot be loaded.</exception>
    /// <example><code>
    /// await grid.Tasks.PinVersionAsync("reviews", 1);
    /// await grid.Tasks.PinVersionAsync("reviews", 1, isPinned: false);
    /// </code></example>
    Task<VersionSnapshot> PinVersionAsync(
        string task, int version, bool isPinned = true, CancellationToken cancellationToken = default);

    /// <summary>Points an alias at versions, when each of them was read whole and fits its base.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">The alias, by <see cref="ResourceName"/> and not of the form <c>v7</c>; made when new.</param>
    /// <param name="targets">One version, or several with weights.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>,
    /// <see cref="ErrorCodes.InvalidArgument"/>; or a version's content is damaged or of another base.</exception>
    /// <example><code>await grid.Tasks.SetAliasAsync("reviews", "canary", [new(1, 90), new(2, 10)]);</code></example>
    Task<AliasSnapshot> SetAliasAsync(
        string task,
        string name,
        IReadOnlyList<AliasTarget> targets,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>Points an alias at what it named before.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">The alias.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.AliasNotFound"/>,
    /// <see cref="ErrorCodes.NothingToRollBack"/>.</exception>
    /// <example><code>await grid.Tasks.RollBackAliasAsync("reviews", "live");</code></example>
    Task<AliasSnapshot> RollBackAliasAsync(
        string task, string name, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Removes an alias and what it named before; the versions stay. Without <c>live</c> a task answers by its versions and other
    /// aliases alone.</summary>
    /// <param name="task">The task.</param>
    /// <param name="name">The alias.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.AliasNotFound"/>.</exception>
    /// <example><code>await grid.Tasks.DeleteAliasAsync("reviews", "canary");</code></example>
    Task DeleteAliasAsync(
        string task, string name, string? idempotencyKey = null, CancellationToken cancellationToken = default);
}

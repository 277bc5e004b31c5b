namespace TaskGrid.Node;

/// <summary>
/// What can happen to a task: pure functions from one state to the next. A state that stays the same comes back as the
/// same object, and nothing is written.
/// </summary>
internal static class TaskMachine
{
    private const int MaxHistory = 16;
    private const int MaxTargets = 8;

    /// <summary>Registers a task.</summary>
    public static TaskState Register(TaskState? state, TaskSpec spec, DateTimeOffset now)
    {
        if (state is not { DeletedAt: null })
            return new TaskState { Spec = spec, CreatedAt = now, NextVersion = state?.NextVersion ?? 1, Requests = state?.Requests };
        if (state.Spec == spec) return state;
        // A job or an import has registered it, without rules of its own.
        if (state.Spec == new TaskSpec { Name = spec.Name }) return SetSpec(state, spec, now);
        throw new TaskGridException(
            ErrorCodes.TaskExists,
            $"The task '{spec.Name}' is registered with another description or other rules for old versions. Set "
            + "those, or use another name.");
    }

    /// <summary>What a deleted task leaves: numbers of versions are never used twice, and what was asked for is not done again.</summary>
    public static TaskState Delete(TaskState state, DateTimeOffset now) => new()
    {
        Spec = new TaskSpec { Name = state.Spec.Name },
        CreatedAt = state.CreatedAt,
        DeletedAt = now,
        NextVersion = state.NextVersion,
        Requests = ChangeRequest.Kept(state.Requests, now),
    };

    /// <summary>Replaces description and rules.</summary>
    public static TaskState SetSpec(TaskState state, TaskSpec spec, DateTimeOffset now) =>
        state.Spec == spec ? state : Retain(state with { Spec = spec }, now);

    /// <summary>Makes a change once.</summary>
    /// <param name="state">The task.</param>
    /// <param name="request">The request; null: it has no idempotency key.</param>
    /// <param name="now">The time.</param>
    /// <param name="change">The change.</param>
    public static TaskState Once(
        TaskState state, ChangeRequest? request, DateTimeOffset now, Func<TaskState, TaskState> change) =>
        request is null ? change(state)
        : request.FindIn(state.Requests, now) is not null ? state
        : change(state) with { Requests = request.AddTo(state.Requests, now) };

    /// <summary>Adds a version. One with the same content of the same job is there already when a publisher was killed
    /// after its write.</summary>
    /// <param name="state">The task.</param>
    /// <param name="version">The version; its number is given here.</param>
    /// <param name="publishTo">The alias that moves to it, or null.</param>
    /// <param name="request">The request; null: it has no idempotency key.</param>
    /// <param name="now">The time.</param>
    /// <param name="number">The version's number.</param>
    public static TaskState Publish(
        TaskState state,
        VersionSnapshot version,
        string? publishTo,
        ChangeRequest? request,
        DateTimeOffset now,
        out int number)
    {
        if (request?.FindIn(state.Requests, now) is { Version: { } made })
        {
            number = made;
            return state;
        }

        var same = state.Versions.FirstOrDefault(known => known.Job is not null && known.Job == version.Job);
        if (same is not null)
        {
            number = same.Number;
            return state;
        }

        number = state.NextVersion;
        var added = version with { Number = number, Info = version.Info with { Version = number } };
        var next = state with { NextVersion = number + 1, Versions = state.Versions.Add(added) };
        if (publishTo is not null) next = SetAlias(next, publishTo, [new AliasTarget(number)], now);
        if (request is not null) next = next with { Requests = request.AddTo(state.Requests, now, number) };
        return Retain(next, now);
    }

    /// <summary>Points an alias at versions.</summary>
    public static TaskState SetAlias(
        TaskState state, string name, IReadOnlyList<AliasTarget> targets, DateTimeOffset now)
    {
        var problems = new Problems();
        CheckAlias(name, problems);
        if (targets.Count is 0 or > MaxTargets)
            problems.Add($"An alias names 1 to {MaxTargets} versions, not {targets.Count}.");
        if (targets.Any(target => !double.IsFinite(target.Weight) || target.Weight <= 0))
            problems.Add("A weight is a number above 0.");
        var versions = targets.Select(target => target.Version).Distinct().ToArray();
        if (versions.Length < targets.Count) problems.Add("An alias names a version once.");
        foreach (var version in versions.Take(MaxTargets)) problems.AddThrown(() => Find(state, version));
        problems.ThrowIfAny();
        var old = state.Aliases.FirstOrDefault(alias => alias.Name == name);
        if (old is not null && old.Targets.SequenceEqual(targets)) return state;
        return Replace(state, new AliasSnapshot
        {
            Name = name,
            Targets = [.. targets],
            History = old is null ? [] : [.. old.History.Prepend(old.Targets).Take(MaxHistory)],
            ChangedAt = now,
        });
    }

    /// <summary>Checks an alias's name.</summary>
    public static void CheckAlias(string name, Problems problems)
    {
        problems.AddThrown(() => ResourceName.Check(name, "alias"));
        if (ModelReference.TryParseVersion(name, out _))
            problems.Add($"'{name}' names a version. Choose an alias that is not 'v' and a number.");
    }

    /// <summary>The versions that some alias names now and did not name before.</summary>
    public static IEnumerable<VersionSnapshot> Moved(TaskState before, TaskState after) =>
        after.Aliases.Except(before.Aliases)
            .SelectMany(alias => Added(before.Aliases.FirstOrDefault(old => old.Name == alias.Name), alias))
            .Distinct()
            .Select(number => Find(after, number));

    /// <summary>Versions that some alias names now and did not name before, each with one that the alias named before.</summary>
    public static IEnumerable<(VersionSnapshot Version, VersionSnapshot Before)> Replaced(TaskState before, TaskState after) =>
        from alias in after.Aliases
        let old = before.Aliases.FirstOrDefault(old => old.Name == alias.Name)
        where old is not null
        from number in Added(old, alias)
        from target in old.Targets
        select (Find(after, number), Find(before, target.Version));

    /// <summary>The versions that aliases name.</summary>
    public static HashSet<int> Named(TaskState state) =>
        state.Aliases.SelectMany(alias => alias.Targets).Select(target => target.Version).ToHashSet();

    /// <summary>The state after, in which aliases that would come to name one of some versions name what they did before, as far as all of
    /// it is still there.</summary>
    public static TaskState Hold(TaskState before, TaskState after, IReadOnlySet<int> versions) =>
        versions.Count == 0 ? after : after with { Aliases = [.. after.Aliases.Select(alias => Hold(before, after, alias, versions))] };

    /// <summary>Points an alias at what it named before, as far as those versions are still there.</summary>
    public static TaskState RollBackAlias(TaskState state, string name, DateTimeOffset now)
    {
        var alias = FindAlias(state, name);
        var history = HistoryOf(state, alias).ToArray();
        if (history.Length == 0)
            throw new TaskGridException(
                ErrorCodes.NothingToRollBack,
                $"The alias '{name}' of '{state.Spec.Name}' named nothing before that is still there. Set it instead.");
        return Replace(state, alias with { Targets = history[0], History = history[1..], ChangedAt = now });
    }

    /// <summary>Removes an alias with what it named before.</summary>
    public static TaskState DeleteAlias(TaskState state, string name) =>
        state with { Aliases = state.Aliases.Remove(FindAlias(state, name)) };

    /// <summary>Removes a version.</summary>
    public static TaskState DeleteVersion(TaskState state, int number)
    {
        var version = Find(state, number);
        var user = state.Aliases.FirstOrDefault(alias => alias.Targets.Any(target => target.Version == number));
        if (user is not null)
            throw new TaskGridException(
                ErrorCodes.VersionInUse,
                $"The alias '{user.Name}' names version v{number} of '{state.Spec.Name}'. Move or delete the alias first.");
        return state with { Versions = state.Versions.Remove(version) };
    }

    /// <summary>Pins a version, or not any more.</summary>
    public static TaskState Pin(TaskState state, int number, bool isPinned)
    {
        var version = Find(state, number);
        return version.IsPinned == isPinned
            ? state
            : state with { Versions = state.Versions.Replace(version, version with { IsPinned = isPinned }) };
    }

    /// <summary>Drops versions that the spec does not keep. What an alias names, what it would be rolled back to, and what is pinned is
    /// kept. Of a deleted task it drops marks of requests that count no more.</summary>
    public static TaskState Retain(TaskState state, DateTimeOffset now)
    {
        if (state.DeletedAt is not null)
        {
            var kept = ChangeRequest.Kept(state.Requests, now);
            return kept?.Count == state.Requests?.Count ? state : state with { Requests = kept };
        }

        var named = Named(state);
        var earlier = state.Aliases.SelectMany(alias => HistoryOf(state, alias).FirstOrDefault() ?? [])
            .Select(target => target.Version).ToHashSet();
        var free = state.Versions.Where(version => !version.IsPinned && !named.Contains(version.Number)).Reverse().ToArray();
        var dropped = free.Where((version, age) =>
            !earlier.Contains(version.Number)
            && (age >= (state.Spec.KeepVersions ?? int.MaxValue)
                || (state.Spec.KeepFor is { } keep && now - version.CreatedAt > keep))).ToArray();
        return dropped.Length == 0 ? state : state with { Versions = state.Versions.RemoveRange(dropped) };
    }

    /// <summary>A version.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>.</exception>
    public static VersionSnapshot Find(TaskState state, int number)
    {
        foreach (var version in state.Versions)
        {
            if (version.Number == number) return version;
        }

        return state.Snapshot().FindVersion(number); // says what there is
    }

    /// <summary>An alias.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.AliasNotFound"/>.</exception>
    public static AliasSnapshot FindAlias(TaskState state, string name)
    {
        foreach (var alias in state.Aliases)
        {
            if (alias.Name == name) return alias;
        }

        return state.Snapshot().FindAlias(name);
    }

    private static AliasSnapshot Hold(TaskState before, TaskState after, AliasSnapshot alias, IReadOnlySet<int> versions) =>
        before.Aliases.FirstOrDefault(old => old.Name == alias.Name) is { } old
        && Added(old, alias).Any(versions.Contains)
        && IsThere(after, old.Targets)
            ? alias with { Targets = old.Targets }
            : alias;

    private static IEnumerable<int> Added(AliasSnapshot? before, AliasSnapshot after) =>
        after.Targets.Select(target => target.Version).Except(before?.Targets.Select(target => target.Version) ?? []);

    // What an alias can be rolled back to, the newest first.
    private static IEnumerable<IReadOnlyList<AliasTarget>> HistoryOf(TaskState state, AliasSnapshot alias) =>
        alias.History.SkipWhile(targets => !IsThere(state, targets));

    private static bool IsThere(TaskState state, IEnumerable<AliasTarget> targets) =>
        targets.All(target => state.Versions.Any(version => version.Number == target.Version));

    private static TaskState Replace(TaskState state, AliasSnapshot alias) =>
        state with
        {
            Aliases = [.. state.Aliases.Where(old => old.Name != alias.Name).Append(alias)
                .OrderBy(each => each.Name, StringComparer.Ordinal)],
        };
}

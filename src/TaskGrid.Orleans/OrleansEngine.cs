namespace TaskGrid.Orleans;

/// <summary>Whether this build has the Orleans engine.</summary>
public static class OrleansEngine
{
    /// <summary>True in a build with the feed <c>full</c>.</summary>
    public static bool IsBuilt =>
#if TASKGRID_FULL
        true;
#else
        false;
#endif

    /// <summary>Does nothing in a build that has the engine.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.EngineMissing"/>.</exception>
    public static void Require()
    {
        if (IsBuilt) return;
        throw new TaskGridException(
            ErrorCodes.EngineMissing,
            "This build has no Orleans engine: it was made with the feed 'partial'. With a NuGet feed that carries "
            + "Microsoft.Orleans.Server and Microsoft.Orleans.Client, build it with ./taskgrid -p:TaskGridFeed=full setup, or "
            + "use --engine embedded.");
    }
}

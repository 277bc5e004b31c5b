namespace TaskGrid.Node;

/// <summary>Everything that is wrong with a request, told at once.</summary>
internal sealed class Problems
{
    private readonly List<TaskGridException> _found = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _found.Count == 0;

    /// <summary>Adds an <see cref="ErrorCodes.InvalidArgument"/>.</summary>
    /// <param name="sentence">What is wrong, in whole sentences.</param>
    public void Add(string sentence) => Add(new TaskGridException(ErrorCodes.InvalidArgument, sentence));

    /// <summary>Adds a problem, if it was not told before.</summary>
    public void Add(TaskGridException problem)
    {
        if (_found.TrueForAll(known => known.Message != problem.Message)) _found.Add(problem);
    }

    /// <summary>Adds what a check throws.</summary>
    public void AddThrown(Action check)
    {
        try
        {
            check();
        }
        catch (TaskGridException exception)
        {
            Add(exception);
        }
    }

    /// <summary>Looks for what a request names; null, and a problem, when it is not there or does not fit. Other failures are not the
    /// request's, and thrown.</summary>
    public async Task<T?> FindAsync<T>(Func<Task<T>> find)
        where T : class
    {
        try
        {
            return await find();
        }
        catch (TaskGridException exception) when (exception.Code
            is ErrorCodes.InvalidArgument or ErrorCodes.InvalidName or ErrorCodes.BaseNotFound or ErrorCodes.FileNotFound
            or ErrorCodes.TaskNotFound or ErrorCodes.VersionNotFound or ErrorCodes.AliasNotFound or ErrorCodes.JobNotFound
            or ErrorCodes.CheckpointNotFound or ErrorCodes.DiffBaseMismatch or ErrorCodes.DataInvalid)
        {
            Add(exception);
            return null;
        }
    }

    /// <summary>Throws what was found: one problem as it is, several as one <see cref="ErrorCodes.InvalidArgument"/> with a detail each.
    /// </summary>
    public void ThrowIfAny()
    {
        if (_found.Count == 0) return;
        if (_found.Count == 1) throw _found[0];
        var all = _found.ConvertAll(problem => problem.Message);
        throw new TaskGridException(ErrorCodes.InvalidArgument, string.Join(" ", all), all);
    }
}

namespace TaskGrid.Node;

/// <summary>Everything that is wrong with a request, told at once.</summary>
internal sealed class Problems
{
    private readonly List<TaskGridException> _found = [];

    /// <summary>Adds an <see cref="ErrorCodes.InvalidArgument"/>.</summary>
    /// <param name="sentence">What is wrong, in whole sentences.</param>
    public void Add(string sentence) => _found.Add(new TaskGridException(ErrorCodes.InvalidArgument, sentence));

    /// <summary>Adds what a check throws.</summary>
    public void AddThrown(Action check)
    {
        try
        {
            check();
        }
        catch (TaskGridException exception)
        {
            _found.Add(exception);
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

namespace TaskGrid.Training.Data.Columns;

/// <summary>
/// Finds the columns of texts and label: by the names that the user gave, else by <see cref="UsualNames"/>, else, in a
/// table of two or three columns (row numbers apart), by position: texts first, the label last.
/// </summary>
/// <param name="file">Name of the file, for messages.</param>
/// <param name="names">Names of the columns found.</param>
/// <param name="request">What is needed.</param>
internal sealed class ColumnGuess(string file, IReadOnlyList<string> names, ColumnRequest request)
{
    private const int None = -1;

    private int _text = None;
    private int _pair = None;
    private int _label = None;
    private bool _labelByPosition;

    /// <summary>Finds the columns.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="names">Names of the columns found.</param>
    /// <param name="request">What is needed.</param>
    /// <param name="ordered">Whether the columns have an order that means something.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ColumnNotFound"/>: a column is missing, named twice, or
    /// the file holds pairs where the task takes single texts, or the other way round.</exception>
    public static ColumnMap Resolve(
        string file, IReadOnlyList<string> names, ColumnRequest request, bool ordered)
    {
        var guess = new ColumnGuess(file, names, request);
        guess.TakeNamed();
        guess.TakeUsual();
        if (ordered)
        {
            guess.TakeByPosition();
        }

        var map = guess.Finish();
        request.Found?.Invoke(map.Columns);
        return map;
    }

    private void TakeNamed()
    {
        var missing = new List<string>();
        _text = Named(request.Names.Text, missing);
        _pair = Named(request.Names.TextPair, missing);
        _label = request.Labelled ? Named(request.Names.Label, missing) : None;
        if (missing.Count > 0)
        {
            throw NotFound($"has no column {string.Join(" and none ", missing.Select(name => $"'{name}'"))}");
        }
    }

    private int Named(string? name, List<string> missing)
    {
        if (name is null)
        {
            return None;
        }

        var index = Find(found => found == name);
        index = index == None ? Find(found => found.Equals(name, StringComparison.OrdinalIgnoreCase)) : index;
        if (index == None)
        {
            missing.Add(name);
        }

        return index;
    }

    private void TakeUsual()
    {
        if (_text == None)
        {
            TakeUsualTexts();
        }

        if (_label == None)
        {
            _label = UsualNames.Labels.Select(FindFree).FirstOrDefault(index => index != None, None);
        }
    }

    private void TakeUsualTexts()
    {
        foreach (var (first, second) in UsualNames.Pairs)
        {
            var (text, pair) = (FindFree(first), _pair == None ? FindFree(second) : _pair);
            var wanted = _pair == None || UsualNames.Matches(names[_pair], second);
            if (wanted && text != None && pair != None)
            {
                (_text, _pair) = (text, pair);
                return;
            }
        }

        _text = UsualNames.Texts.Select(FindFree).FirstOrDefault(index => index != None, None);
    }

    private void TakeByPosition()
    {
        var columns = Enumerable.Range(0, names.Count).Where(index => !UsualNames.IsRowId(names[index])).ToArray();
        if (columns.Length is 0 or > 3 || (request.Labelled && columns.Length == 1))
        {
            return;
        }

        var free = columns.Where(index => index != _text && index != _pair && index != _label).ToList();
        if (request.Labelled && _label == None && free.Count > 0 && (_text == None || free.Count == 1))
        {
            _label = free[^1];
            _labelByPosition = true;
            free.RemoveAt(free.Count - 1);
        }

        if (_text == None && free.Count > 0)
        {
            _text = free[0];
            _pair = _pair == None && free.Count > 1 && (request.Pairs ?? request.Labelled) ? free[1] : _pair;
        }
    }

    private ColumnMap Finish()
    {
        if (_text == None)
        {
            throw NotFound("has no column that looks like the text; name it with --text-column");
        }

        if (request.Labelled && _label == None)
        {
            throw NotFound("has no column that looks like the label; name it with --label-column");
        }

        if (request.Pairs is { } pairs && pairs != (_pair != None))
        {
            throw NotFound(pairs
                ? "has no column that looks like the second text, and the task is over pairs; name the columns with "
                  + "--text-column and --text-pair-column"
                : $"holds pairs ('{names[_text]}', '{names[_pair]}'), and the task is over single texts; name one with "
                  + "--text-column");
        }

        var label = request.Labelled ? _label : None;
        var used = new[] { _text, _pair, label }.Where(index => index != None).ToArray();
        var twice = used.FirstOrDefault(index => names.Count(name => name == names[index]) > 1, None);
        if (twice != None || used.Distinct().Count() < used.Length)
        {
            var name = names[twice != None ? twice : used.GroupBy(index => index).First(group => group.Count() > 1).Key];
            throw NotFound($"cannot be read: the column '{name}' occurs twice or is asked for twice");
        }

        return new ColumnMap(names, _text, _pair, label, _labelByPosition);
    }

    private int FindFree(string usual)
    {
        var index = Find(found => UsualNames.Matches(found, usual));
        return index == _text || index == _pair || index == _label ? None : index;
    }

    private int Find(Predicate<string> matches)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (matches(names[index]))
            {
                return index;
            }
        }

        return None;
    }

    private TaskGridException NotFound(string what) => new(
        ErrorCodes.ColumnNotFound,
        $"{file} {what}. Columns found: {string.Join(", ", names.Take(30).Select(name => $"'{name}'"))}"
        + (names.Count > 30 ? $" and {names.Count - 30} more." : ".")
        + (names is [var only] && only.AsSpan().IndexOfAny(";,\t|") >= 0
            ? " Fields are separated by tabs in a .tsv file, by commas in a .csv file."
            : ""));
}

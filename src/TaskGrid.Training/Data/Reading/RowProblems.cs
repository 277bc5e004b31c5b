using System.Globalization;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Collects what is wrong with rows, so that all of it is reported together: every problem is counted, the
/// first ones are kept, of the others the lines.</summary>
internal sealed class RowProblems
{
    /// <summary>How many problems are listed.</summary>
    public const int MaxListed = 50;

    private readonly List<string> _listed = [];
    private readonly LineRanges _others = new();

    /// <summary>Number of problems so far.</summary>
    public int Count { get; private set; }

    /// <summary>A function that adds problems of one file.</summary>
    public ReportProblem Of(string file) => (line, problem) =>
    {
        Count++;
        if (Count <= MaxListed) _listed.Add(Describe(file, line, problem));
        else _others.Add(file, line);
    };

    /// <summary>Throws when there is a problem.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/>, the problems as details.</exception>
    public void ThrowIfAny()
    {
        if (Count == 0)
        {
            return;
        }

        if (Count > MaxListed)
        {
            _listed.Add(string.Create(CultureInfo.InvariantCulture, $"and {Count - MaxListed} more: {_others}"));
        }

        var message = Count == 1
            ? $"One row cannot be used: {_listed[0]}. Correct or remove it."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} rows cannot be used, the first: {_listed[0]}. Correct or remove them.");
        throw new TaskGridException(ErrorCodes.DataInvalid, message, _listed);
    }

    /// <summary>A problem with its place.</summary>
    public static string Describe(string file, long line, string problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{file} line {line}: {problem}");
}

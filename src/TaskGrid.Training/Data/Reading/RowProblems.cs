using System.Globalization;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Collects what is wrong with rows, so that all of it is reported together: every problem is counted, the
/// first ones are kept.</summary>
internal sealed class RowProblems
{
    /// <summary>How many problems are listed.</summary>
    public const int MaxListed = 50;

    private readonly List<string> _listed = [];

    /// <summary>Number of problems so far.</summary>
    public int Count { get; private set; }

    /// <summary>A function that adds problems of one file.</summary>
    public ReportProblem Of(string file) => (line, problem) => Add(Describe(file, line, problem));

    /// <summary>Adds a problem.</summary>
    /// <param name="problem">What is wrong, with file and line.</param>
    public void Add(string problem)
    {
        Count++;
        if (Count <= MaxListed)
        {
            _listed.Add(problem);
        }
    }

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
            _listed.Add(string.Create(CultureInfo.InvariantCulture, $"and {Count - MaxListed} more"));
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

namespace TaskGrid.Training.Metrics;

/// <summary>Counts of predictions by class, for those classes that occur among targets or predictions.</summary>
internal sealed class Confusion
{
    private readonly SortedDictionary<int, ClassCounts> _classes = [];

    /// <summary>Counts.</summary>
    /// <param name="predictions">Predicted class indices.</param>
    /// <param name="targets">True class indices.</param>
    public Confusion(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        Rows = targets.Length;
        for (var row = 0; row < targets.Length; row++)
        {
            var (predicted, target) = (Of((int)predictions[row]), Of((int)targets[row]));
            predicted.Predicted++;
            target.Targets++;
            if (predicted == target)
            {
                target.Correct++;
                Correct++;
            }
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Rows predicted correctly.</summary>
    public int Correct { get; }

    /// <summary>Counts of the classes that occur, by ascending index.</summary>
    public IReadOnlyCollection<ClassCounts> Classes => _classes.Values;

    /// <summary>F1 = 2·TP ÷ (targets + predictions) of a class; 0 for one that does not occur.</summary>
    /// <param name="index">The class.</param>
    public double F1(int index) => _classes.TryGetValue(index, out var counts) ? counts.F1 : 0;

    private ClassCounts Of(int index)
    {
        if (!_classes.TryGetValue(index, out var counts))
        {
            _classes.Add(index, counts = new ClassCounts());
        }

        return counts;
    }
}

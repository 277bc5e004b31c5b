namespace TaskGrid.Training.Runs;

/// <summary>Collects losses between two reports.</summary>
internal sealed class ProgressWindow(TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private double _sum;
    private int _count;

    /// <summary>Adds a step's loss; true when a report is due.</summary>
    public bool Add(double loss, TimeSpan every)
    {
        _sum += loss;
        _count++;
        return time.GetElapsedTime(_last) >= every;
    }

    /// <summary>The mean loss since the last report; null without a step.</summary>
    public double? TakeMean()
    {
        var mean = _count == 0 ? (double?)null : _sum / _count;
        (_sum, _count, _last) = (0, 0, time.GetTimestamp());
        return mean;
    }
}

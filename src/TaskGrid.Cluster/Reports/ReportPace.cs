namespace TaskGrid.Cluster;

/// <summary>How often silos report: the more there are, the more seldom, so that the one who takes the reports keeps up.</summary>
public static class ReportPace
{
    /// <summary>Times between two reports until others must have seen what has happened: a report may be on its way when it happens, and
    /// is passed on with the reader's next one.</summary>
    public const int UntilSeen = 3;

    private static readonly TimeSpan PerSilo = TimeSpan.FromMilliseconds(10);

    /// <summary>The time between two reports of a silo.</summary>
    /// <param name="silos">How many report.</param>
    /// <param name="least">Not more often than that.</param>
    public static TimeSpan Of(int silos, TimeSpan least) => silos * PerSilo > least ? silos * PerSilo : least;
}

using System.Diagnostics;

namespace TaskGrid.Benchmarks.Measuring;

/// <summary>Measures how long a call takes.</summary>
internal static class Pace
{
    private const int Rounds = 5;

    // Long enough that the clock and a stray interrupt do not count.
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Seconds of one call: the median over rounds, each of as many calls as fill its time; calls before them are not
    /// counted.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    public static double Seconds(Action call, CancellationToken cancellationToken)
    {
        // The first calls run code that the compiler has not optimised yet.
        var calls = 0;
        for (var warmUp = Stopwatch.StartNew(); warmUp.Elapsed < RoundTime; calls++) call();
        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < calls; i++) call();
            rounds[round] = clock.Elapsed.TotalSeconds / calls;
        }

        return Median.Of(rounds);
    }
}

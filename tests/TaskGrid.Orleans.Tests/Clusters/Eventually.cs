namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Waits for what other processes do and tell nobody.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again until the answer is as it should be.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight)
    {
        using var timeout = new CancellationTokenSource(Within);
        while (true)
        {
            var answer = await ask();
            if (isRight(answer)) return answer;
            if (timeout.IsCancellationRequested) throw new TimeoutException($"After {Within} it still was {answer}.");
            await Task.Delay(LookEvery);
        }
    }
}

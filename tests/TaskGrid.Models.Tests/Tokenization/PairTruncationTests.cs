namespace TaskGrid.Models.Tests;

public sealed class PairTruncationTests
{
    [Fact]
    public void Apply_AllSmallLengths_IsTokenByTokenRemoval()
    {
        const int Most = 14;
        for (var first = 0; first <= Most; first++)
        {
            for (var second = 0; second <= Most; second++)
            {
                for (var budget = 0; budget <= 2 * Most; budget++)
                {
                    Assert.Equal(OneByOne(first, second, budget), PairTruncation.Apply(first, second, budget));
                }
            }
        }
    }

    private static (int First, int Second) OneByOne(int first, int second, int budget)
    {
        while (first + second > budget)
        {
            if (first > second) first--;
            else second--;
        }

        return (first, second);
    }
}

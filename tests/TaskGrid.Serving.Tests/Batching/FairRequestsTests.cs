using TaskGrid.Models;
using TaskGrid.Serving.Batching;
using TaskGrid.Serving.Tests.Fixtures;

namespace TaskGrid.Serving.Tests.Batching;

/// <summary>Whose turn it is.</summary>
public sealed class FairRequestsTests : IDisposable
{
    private const int Tokens = 10;

    private readonly ServedBase _served = new("bert");
    private readonly TaskServer _server;
    private readonly FairRequests _requests = new();
    private readonly List<BatchRow> _rows = [];

    public FairRequestsTests() => _server = new TaskServer(_served.Model, new ServingOptions { Threads = 1 });

    public void Dispose()
    {
        _server.Dispose();
        _served.Dispose();
    }

    [Fact]
    public void Take_OneTextOfEachTask_KeepsTheOrderInWhichTheyCame()
    {
        WaitingRequest[] asked = [.. Enumerable.Range(0, 30).Select(_ => Add(AnyTask()))];
        for (var batch = 0; batch < 6; batch++) _requests.Take(5 * Tokens, _rows);
        Assert.Equal(asked, _rows.Select(row => row.Request));
        Assert.Equal((0, 0, 0L), (_requests.Requests, _requests.Texts, _requests.Tokens));
    }

    [Fact]
    public void Take_WhileOtherTasksKeepComing_ComesBackToWhoWasServed()
    {
        var twice = Add(AnyTask(), texts: 2);
        for (var task = 0; task < 9; task++) Add(AnyTask());
        for (var batch = 0; batch < 60; batch++)
        {
            Add(AnyTask());
            _requests.Take(Tokens, _rows);
        }

        // Ten wait all the time: its second text waits for each of them about once.
        Assert.InRange(_rows.FindLastIndex(row => row.Request == twice), 10, 25);
    }

    [Fact]
    public void Admits_CountsThoseThatWait()
    {
        Add(AnyTask(), texts: 100);
        for (var task = 0; task < 20; task++) Add(AnyTask());
        _requests.Take(21 * Tokens, _rows);
        Assert.True(_requests.Admits(Request(AnyTask(), texts: 4), 8 * Tokens));
        Assert.False(_requests.Admits(Request(AnyTask(), texts: 5), 8 * Tokens));
    }

    // Each has a share of fewer tasks than there will be.
    [Fact]
    public void Admits_TasksThatComeOneAfterTheOther_AreTwiceTheShareTogether()
    {
        const int Most = 1000;
        foreach (var task in Enumerable.Range(0, 100).Select(_ => AnyTask()))
        {
            for (var request = Request(task, 1); _requests.Admits(request, Most); request = Request(task, 1)) _requests.Add(request);
        }

        Assert.InRange(_requests.Tokens, 1.5 * Most, 2 * Most);
        _requests.Take(Most, _rows);
        Assert.True(_requests.Admits(Request(AnyTask(), texts: 1), Most));
    }

    [Fact]
    public void Take_OfATaskThatCostsMoreThanItsTokens_GivesOthersAsMuchMore()
    {
        var (dear, cheap) = (AnyTask(), AnyTask());
        dear.ExtraTokens = 9 * Tokens;
        for (var text = 0; text < 200; text++)
        {
            _requests.Add(Request(dear, 1, "a"));
            _requests.Add(Request(cheap, 1, "b"));
        }

        var charged = 0.0;
        for (var batch = 0; batch < 55; batch++) charged += _requests.Take(2 * Tokens, _rows);
        var texts = _rows.Count(row => row.Row.Task == dear);
        Assert.InRange(texts, 9, 11);
        Assert.Equal((_rows.Count * Tokens) + (texts * 9 * Tokens), charged);
    }

    [Fact]
    public void Take_OfManyTextsOfATaskThatCostsMore_ChargesItOnceABatch()
    {
        var dear = AnyTask();
        dear.ExtraTokens = 9 * Tokens;
        Add(dear, texts: 8);
        Assert.Equal(13 * Tokens, _requests.Take(4 * Tokens, _rows));
        Assert.Equal(13 * Tokens, _requests.Take(4 * Tokens, _rows));
    }

    [Fact]
    public void Take_BesideAFlood_EndsWithWhoWaitedForNothing()
    {
        const int Most = 50 * Tokens;
        var (flood, quiet) = (AnyTask(), AnyTask());
        _requests.Add(Request(flood, 400, "flood"));
        Assert.Equal(50, Take());
        for (var again = 0; again < 2; again++)
        {
            _requests.Add(Request(quiet, 5, "quiet"));
            Assert.InRange(Take(), 7, 10);
            Assert.Equal(5, _rows.Count(row => row.Row.Task == quiet));
            Assert.Equal(50, Take());
        }

        // Beside as many newcomers as a batch takes there is nothing to gain.
        for (var tenant = 0; tenant < 60; tenant++) _requests.Add(Request(quiet, 1, $"t{tenant}"));
        Assert.Equal(50, Take());

        int Take()
        {
            _rows.Clear();
            _requests.Take(Most, _rows);
            return _rows.Count;
        }
    }

    private ResidentTask AnyTask() => _server.Load(_served.AnyTask());

    private WaitingRequest Add(ResidentTask task, int texts = 1)
    {
        var request = Request(task, texts);
        _requests.Add(request);
        return request;
    }

    private static WaitingRequest Request(ResidentTask task, int texts, string tenant = "a") =>
        new(tenant, task, [.. Enumerable.Repeat(new EncodedInput(new int[Tokens], Tokens), texts)]);
}

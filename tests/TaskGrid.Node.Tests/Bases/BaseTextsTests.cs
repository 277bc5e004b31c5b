using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Bases;

public sealed class BaseTextsTests(SampleBases bases) : IClassFixture<SampleBases>
{
    [Fact]
    public async Task Texts_BeyondThoseThatMayWait_AreRefusedForAWhileAndTenantsTakeTurns()
    {
        using var catalog = new BaseCatalog(bases.Path);
        using var texts = new BaseTexts(catalog, TimeSpan.FromMinutes(1));
        using var end = new ManualResetEventSlim();
        var order = new List<string>();
        var running = AnswerAsync("z", end.Wait);
        List<Task> waiting = [.. Enumerable.Range(0, BaseTexts.MaxWaiting).Select(_ => AnswerAsync("a", () => { }))];
        try
        {
            var more = AnswerAsync("a", () => { });
            Assert.True(more.IsCompleted, "One more waits.");
            var refused = await Assert.ThrowsAsync<TaskGridException>(() => more);
            Assert.Equal(ErrorCodes.ServerBusy, refused.Code);
            Assert.True(refused.RetryAfter >= TimeSpan.FromSeconds(1));
            waiting.Add(AnswerAsync("b", () => { }));
            Assert.Equal(BaseTexts.MaxWaiting + 1, texts.Waiting);
        }
        finally
        {
            end.Set();
        }

        await Task.WhenAll([running, .. waiting]);
        Assert.Equal(["z", "a", "b", "a"], order.Take(4));
        await AnswerAsync("a", () => { });

        Task<int> AnswerAsync(string tenant, Action action) => texts.AnswerAsync(
            tenant,
            "fill",
            SampleBases.Name,
            _ =>
            {
                order.Add(tenant);
                action();
                return 0;
            },
            default);
    }
}

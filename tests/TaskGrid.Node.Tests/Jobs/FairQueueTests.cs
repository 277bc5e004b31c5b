namespace TaskGrid.Node.Tests.Jobs;

public sealed class FairQueueTests
{
    [Fact]
    public void TryTake_OneTenantWithManyJobs_LetsOthersInBetween()
    {
        var queue = new FairQueue();
        foreach (var id in (string[])["a1", "a2", "a3", "b1", "c1", "b2"])
            Assert.True(queue.TryAdd(new QueuedJob(id[..1], id)));
        Assert.Equal(6, queue.Count);
        var order = Enumerable.Range(0, 6).Select(_ => queue.TryTake()!.Id);
        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], order);
        Assert.Null(queue.TryTake());
    }

    [Fact]
    public void HasRoom_WhereTheMostWait_IsForTenantsBelowTheirShare()
    {
        const int Most = 6;
        var queue = new FairQueue();
        for (var i = 1; i <= Most; i++)
        {
            Assert.True(queue.HasRoom("a", Most));
            queue.TryAdd(new QueuedJob("a", $"a{i}"));
        }

        Assert.False(queue.HasRoom("a", Most));
        for (var i = 1; i <= Most / 2; i++) Add("b");
        Assert.False(queue.HasRoom("b", Most));
        for (var i = 1; i <= Most / 3; i++) Add("c");
        Assert.False(queue.HasRoom("c", Most));
        for (var tenant = 'd'; tenant <= 'z'; tenant++)
        {
            Assert.True(queue.HasRoom($"{tenant}", Most));
            queue.TryAdd(new QueuedJob($"{tenant}", $"{tenant}"));
        }

        Assert.False(queue.HasRoom("z", Most));

        void Add(string tenant)
        {
            Assert.True(queue.HasRoom(tenant, Most));
            queue.TryAdd(new QueuedJob(tenant, $"{tenant}{queue.Count}"));
        }
    }

    [Fact]
    public void TryAdd_AJobThatIsBeingWorkedOn_IsRefusedUntilItIsDone()
    {
        var queue = new FairQueue();
        var job = new QueuedJob("a", "a1");
        Assert.True(queue.TryAdd(job));
        Assert.False(queue.TryAdd(job));
        queue.TryTake();
        Assert.False(queue.TryAdd(job));
        queue.Done("a1");
        Assert.True(queue.TryAdd(job));
    }
}

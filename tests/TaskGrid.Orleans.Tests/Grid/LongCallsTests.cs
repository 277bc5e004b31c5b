using Orleans.Configuration;
using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;

namespace TaskGrid.Orleans.Tests.Grid;

public sealed class LongCallsTests
{
    private static readonly TimeSpan OfOtherCalls = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Calls_ThatTakeLongerThanOtherCallsMay_AreAwaited()
    {
        await using var silos = await TestSilos.StartAsync(2, add: silo =>
        {
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = OfOtherCalls);
            silo.AddIncomingGrainCallFilter(async context =>
            {
                if (context.InterfaceMethod?.Name is nameof(INodeGrain.PredictAsync) or nameof(INodeGrain.FillAsync)
                    or nameof(INodeGrain.EncodeAsync) or nameof(INodeGrain.WarmAsync)) await Task.Delay(2 * OfOtherCalls);
                await context.Invoke();
            });
        });
        var grains = silos.Of<IGrainFactory>(0);
        var node = grains.GetGrain<INodeGrain>(silos.Cluster.Silos[1].SiloAddress.ToParsableString());
        var router = grains.GetGrain<IRouterGrain>(0);
        await Task.WhenAll(
            AssertAnsweredAsync(node.PredictAsync("t", Request("absent"))),
            AssertAnsweredAsync(router.PredictAsync("t", Request("absent"))),
            AssertAnsweredAsync(node.WarmAsync("t", "absent")),
            AssertAnsweredAsync(node.FillAsync("absent", "a [MASK]", 1), ErrorCodes.BaseNotFound),
            AssertAnsweredAsync(router.FillAsync("absent", "a [MASK]", 1), ErrorCodes.BaseNotFound),
            AssertAnsweredAsync(node.EncodeAsync("absent", new("a film")), ErrorCodes.BaseNotFound),
            AssertAnsweredAsync(router.EncodeAsync("absent", new("a film")), ErrorCodes.BaseNotFound));
    }

    // Of the node and of the bases: both are asked of every silo.
    [Fact]
    public async Task Lists_WhileASiloHangs_ShowTheOthers()
    {
        var (hung, release) = ("", new TaskCompletionSource());
        await using var silos = await TestSilos.StartAsync(2, add: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (context.InterfaceMethod is { Name: nameof(INodeGrain.GetAsync) or nameof(INodeGrain.ListBasesAsync) } method
                && method.DeclaringType == typeof(INodeGrain) && context.TargetId.Key.ToString() == hung) await release.Task;
            await context.Invoke();
        }));
        try
        {
            var view = silos.Of<ClusterView>(0);
            await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 2);
            hung = silos.Cluster.Silos[1].SiloAddress.ToParsableString();
            var grid = silos.Of<OrleansGrid>(0).ForTenant("t");
            var within = TimeSpan.FromSeconds(20);
            var own = view.Silos.Single(silo => silo.Silo != hung);
            Assert.Equal([own.Node], (await grid.ListNodesAsync().WaitAsync(within)).Select(node => node.Name));
            hung = own.Silo;
            Assert.NotEmpty(await grid.Bases.ListAsync().WaitAsync(within));
        }
        finally
        {
            release.SetResult();
        }
    }

    [Fact]
    public async Task Predict_ThatTookTooLong_IsNotAskedOfAnotherSilo()
    {
        var asked = 0;
        await using var silos = await TestSilos.StartAsync(2, add: silo => silo.AddIncomingGrainCallFilter(new PredictCalls(grain =>
        {
            if (grain != typeof(INodeGrain)) return Task.CompletedTask;
            Interlocked.Increment(ref asked);
            throw new TimeoutException("The test wants it.");
        })));
        var view = silos.Of<ClusterView>(0);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 2);
        var router = silos.Of<IGrainFactory>(0).GetGrain<IRouterGrain>(0);
        for (var task = 0; task < 20; task++)
        {
            var before = asked;
            var failure = await Record.ExceptionAsync(() => router.PredictAsync("t", Request($"task-{task}")));
            Assert.IsType(asked > before ? typeof(TimeoutException) : typeof(TaskGridException), failure);
        }

        Assert.NotEqual(0, asked);
    }

    // In a silo the call's own time counts; a client outside asks again soon, since its gateway may be gone.
    [Fact]
    public async Task Predict_ThatTakesLongerThanAClientWaits_IsAskedAgainFromOutsideAlone()
    {
        var asked = 0;
        var release = new TaskCompletionSource();
        await using var silos = await TestSilos.StartAsync(1, add: silo => silo.AddIncomingGrainCallFilter(new PredictCalls(grain =>
        {
            if (grain != typeof(IRouterGrain)) return Task.CompletedTask;
            Interlocked.Increment(ref asked);
            return release.Task;
        })));
        var time = new HurriedTime();
        try
        {
            var inside = AssertAnsweredAsync(Predict(isOutside: false));
            await Eventually.BecomesAsync(() => Task.FromResult(Volatile.Read(ref asked)), count => count == 1);
            await Task.Delay(TimeSpan.FromMinutes(2), time);
            Assert.Equal(1, Volatile.Read(ref asked));

            var outside = AssertAnsweredAsync(Predict(isOutside: true));
            await Eventually.BecomesAsync(() => Task.FromResult(Volatile.Read(ref asked)), count => count >= 3);
            release.SetResult();
            await Task.WhenAll(inside, outside);
        }
        finally
        {
            // Else the silo would wait for its calls.
            release.TrySetResult();
        }

        Task<PredictResult> Predict(bool isOutside) =>
            new OrleansGrid(silos.Of<IGrainFactory>(0), silos.Store, time, 1, isOutside ? new CallLosses(time) : null)
                .ForTenant("t").PredictAsync(Request("absent"));
    }

    private static PredictRequest Request(string task) => new() { Model = task, Inputs = [new("a good film")] };

    private static async Task AssertAnsweredAsync(Task call, string code = ErrorCodes.TaskNotFound) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<TaskGridException>(() => call)).Code);
}

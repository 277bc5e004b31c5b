using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Routing;

public sealed class RoutedRequestTests
{
    private static readonly ulong Task = TaskKey.Of("t", "task");
    private readonly ClusterView _view = new();
    private readonly RequestRouter _router;

    public RoutedRequestTests() => _router = new RequestRouter("here", _view, new RoutingOptions(), new ManualTime());

    [Fact]
    public void Next_OfARequestThatAllAreTooBusyFor_AsksThreeAndTellsTheFirstThatWillHaveRoom()
    {
        _view.Put(Silos.Many(10));
        var waits = new Queue<TimeSpan?>([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), null]);
        var (asked, failure) = Fail(Request(), () => new TaskGridException(ErrorCodes.ServerBusy, "") { RetryAfter = waits.Dequeue() });
        Assert.Equal(3, asked.Distinct().Count());
        Assert.Equal((ErrorCodes.ServerBusy, TimeSpan.FromSeconds(2)), (failure.Code, failure.RetryAfter));
    }

    [Fact]
    public void Next_OfATaskWhoseBaseIsNowhere_AsksOneAndTellsItsRefusal()
    {
        _view.Put(Silos.Many(100).Select(silo => silo with { BaseFingerprints = ["one"] }));
        var (asked, failure) = Fail(Request(), () => Refusal("two"));
        Assert.Single(asked);
        Assert.Equal(ErrorCodes.DiffBaseMismatch, failure.Code);
    }

    [Fact]
    public void Next_OfATaskWhoseBaseOneSiloHas_AsksThatOneNextAndFirstFromThenOn()
    {
        var silos = Silos.Many(100).Select(silo => silo with { BaseFingerprints = ["one"] }).ToArray();
        var able = silos[70] = silos[70] with { BaseFingerprints = ["two"] };
        _view.Put(silos);
        var request = Request();
        Assert.NotEqual(able.Silo, request.Next()!.Silo);
        Assert.True(request.Failed(Refusal("two")));
        Assert.Equal(able.Silo, request.Next()!.Silo);
        Assert.Equal(able.Silo, Request().Next()!.Silo);
    }

    [Fact]
    public void Next_WhereSilosDoNotTellTheirFingerprints_AsksThree()
    {
        _view.Put(Silos.Many(100));
        Assert.Equal(3, Fail(Request(), () => Refusal("two")).Asked.Distinct().Count());
    }

    // Every silo would say the same.
    [Fact]
    public void Next_OfATaskWhoseDocumentIsDamaged_AsksOne()
    {
        _view.Put(Silos.Many(100));
        var request = Request();
        request.Next();
        Assert.False(request.Failed(new TaskGridException(ErrorCodes.StoreInvalid, "")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Next_OfABaseThatIsDamaged_AsksThree(bool isOfATask)
    {
        _view.Put(Silos.Many(100));
        var (asked, failure) = Fail(
            isOfATask ? Request() : new(_router, "mini"),
            () => new TaskGridException(ErrorCodes.StoreInvalid, "") { BaseFingerprint = isOfATask ? "one" : null });
        Assert.Equal(3, asked.Distinct().Count());
        Assert.Equal(ErrorCodes.StoreInvalid, failure.Code);
    }

    // Its folder may be newer than its report.
    [Fact]
    public void Next_OfABaseThatNobodyReports_AsksOne()
    {
        _view.Put(Silos.Many(10));
        var (asked, failure) = Fail(new(_router, "absent"), () => new TaskGridException(ErrorCodes.BaseNotFound, ""));
        Assert.Single(asked);
        Assert.Equal(ErrorCodes.BaseNotFound, failure.Code);
    }

    [Fact]
    public void Next_WhileSilosAreGone_AsksAllOfThem()
    {
        _view.Put(Silos.Many(10));
        var (request, asked) = (Request(), new List<string>());
        while (request.Next() is { } route)
        {
            asked.Add(route.Silo);
            request.Gone();
            request.End();
        }

        Assert.Equal(10, asked.Distinct().Count());
        Assert.Equal(ErrorCodes.ServerUnavailable, Assert.Throws<TaskGridException>(request.Throw).Code);
    }

    [Fact]
    public void Next_AfterAnotherRequestFoundASiloGone_AsksAnother()
    {
        _view.Put(Silos.Many(10));
        var first = Request();
        var gone = first.Next()!.Silo;
        first.Gone();
        Assert.NotEqual(gone, Request().Next()!.Silo);
    }

    [Fact]
    public void Throw_WhereTheOneThatMayHaveTheBaseIsGone_IsToBeRepeated()
    {
        _view.Put(Silos.Many(2));
        var request = Request();
        request.Next();
        request.Gone();
        request.Next();
        request.Failed(Refusal(null));
        Assert.Null(request.Next());
        Assert.Equal(ErrorCodes.ServerUnavailable, Assert.Throws<TaskGridException>(request.Throw).Code);
    }

    [Fact]
    public void Failed_ByTheRequestsOwnFault_GoesNowhereElse()
    {
        _view.Put(Silos.Many(2));
        var request = Request();
        request.Next();
        Assert.False(request.Failed(new TaskGridException(ErrorCodes.TaskNotFound, "")));
    }

    private RoutedRequest Request() => new(_router, Task, "task");

    private static TaskGridException Refusal(string? fingerprint) =>
        new(ErrorCodes.DiffBaseMismatch, "") { BaseFingerprint = fingerprint };

    private static (List<string> Asked, TaskGridException Failure) Fail(RoutedRequest request, Func<TaskGridException> failure)
    {
        var asked = new List<string>();
        while (request.Next() is { } route)
        {
            asked.Add(route.Silo);
            Assert.True(request.Failed(failure()));
            request.End();
        }

        return (asked, Assert.Throws<TaskGridException>(request.Throw));
    }
}

using System.Runtime.ExceptionServices;
using Orleans.Concurrency;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>
/// Routes by what the silos report; a request whose silo goes away is answered by another one. Of each key there is one on each silo:
/// Orleans would send the cancellation of a call to any of several.
/// </summary>
[GrainType("router")]
[StatelessWorker(1)]
[Reentrant]
internal sealed class RouterGrain(SiloNode node, RequestRouter router, ClusterView view, SiloLosses losses, ClusterInstruments instruments)
    : Grain, IRouterGrain
{
    // Silos that are asked for a base when those before did not answer.
    private const int MaxHolders = 3;

    public Task<PredictResult> PredictAsync(
        string tenant, PredictRequest request, CancellationToken cancellationToken)
    {
        // A split alias names one version for the request, wherever it is asked.
        var keyed = request.RequestKey is null ? request with { RequestKey = Guid.NewGuid().ToString("N") } : request;
        return RouteAsync(
            tenant,
            ModelReference.Parse(request.Model).Task,
            request.Model,
            () => node.PredictAsync(tenant, keyed, cancellationToken),
            (other, token) => other.PredictAsync(tenant, keyed, token),
            cancellationToken);
    }

    public Task<EvaluationResult> EvaluateAsync(
        string tenant, EvaluateRequest request, CancellationToken cancellationToken) =>
        RouteAsync(
            tenant,
            ModelReference.Parse(request.Model).Task,
            request.Model,
            () => node.EvaluateAsync(tenant, request, cancellationToken),
            (other, token) => other.EvaluateAsync(tenant, request, token),
            cancellationToken);

    public Task PrefetchAsync(string tenant, string task, int version, CancellationToken cancellationToken) =>
        RouteAsync(
            tenant,
            ResourceName.Check(task, "task"),
            ModelReference.Of(task, version),
            () => node.PrefetchAsync(tenant, task, version, cancellationToken),
            async (other, token) =>
            {
                await other.PrefetchAsync(tenant, task, version, token);
                return true;
            },
            cancellationToken);

    public Task<VersionSnapshot> PinVersionAsync(
        string tenant, string task, int version, bool isPinned, CancellationToken cancellationToken) =>
        RouteAsync(
            tenant,
            ResourceName.Check(task, "task"),
            ModelReference.Of(task, version),
            () => node.PinVersionAsync(tenant, task, version, isPinned, cancellationToken),
            (other, token) => other.PinVersionAsync(tenant, task, version, isPinned, token),
            cancellationToken);

    public Task<VersionSnapshot> CheckDiffAsync(string tenant, string task, string sha256, CancellationToken cancellationToken) =>
        AskAsync(
            new RoutedRequest(router, TaskKey.Of(tenant, task), sha256),
            _ => { },
            () => node.CheckDiffAsync(task, sha256, cancellationToken),
            (other, token) => other.CheckDiffAsync(task, sha256, token),
            cancellationToken);

    public async Task<BaseInfo[]> ListBasesAsync(CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, BaseInfo>(StringComparer.Ordinal);
        var asked = new Dictionary<string, int>(StringComparer.Ordinal);
        Exception? failure = null;
        // Its own folder may be newer than its report.
        foreach (var silo in view.Silos.OrderByDescending(each => each.Silo == node.Silo))
        {
            string[] missing = [.. silo.Bases.Where(
                name => !found.ContainsKey(name) && asked.GetValueOrDefault(name) < MaxHolders)];
            if (missing.Length == 0 && silo.Silo != node.Silo) continue;
            foreach (var name in missing) asked[name] = asked.GetValueOrDefault(name) + 1;
            try
            {
                foreach (var each in await NodeOf(silo.Silo).ListBasesAsync(cancellationToken)) found.TryAdd(each.Name, each);
            }
            catch (Exception exception) when (Transient.Is(exception) || exception is TaskGridException)
            {
                failure = exception;
            }
        }

        if (found.Count == 0 && failure is not null) ExceptionDispatchInfo.Throw(failure);
        return [.. found.Values];
    }

    public Task<TokenProbability[]> FillAsync(
        string baseName, string text, int top, CancellationToken cancellationToken) =>
        RouteAsync(
            baseName,
            () => node.FillAsync(baseName, text, top, cancellationToken),
            (other, token) => other.FillAsync(baseName, text, top, token),
            cancellationToken);

    public Task<TextEncoding> EncodeAsync(string baseName, TextInput input, CancellationToken cancellationToken) =>
        RouteAsync(
            baseName,
            () => node.EncodeAsync(baseName, input, cancellationToken),
            (other, token) => other.EncodeAsync(baseName, input, token),
            cancellationToken);

    public async Task<NodeSnapshot[]> ListNodesAsync(string tenant, CancellationToken cancellationToken)
    {
        var nodes = await AskAllAsync(other => other.GetAsync(tenant, cancellationToken));
        return [.. nodes.OrderBy(each => each.Name, StringComparer.Ordinal)];
    }

    private Task<T> RouteAsync<T>(
        string tenant,
        string task,
        string model,
        Func<Task<T>> here,
        Func<INodeGrain, CancellationToken, Task<T>> there,
        CancellationToken cancellationToken)
    {
        ResourceName.Check(tenant, "tenant");
        var key = TaskKey.Of(tenant, task);
        return AskAsync(
            new RoutedRequest(router, key, model),
            route =>
            {
                if (route.Warm is { } silo) _ = WarmAsync(tenant, model, key, silo);
            },
            here,
            there,
            cancellationToken);
    }

    private Task<T> RouteAsync<T>(
        string baseName,
        Func<Task<T>> here,
        Func<INodeGrain, CancellationToken, Task<T>> there,
        CancellationToken cancellationToken)
    {
        ResourceName.Check(baseName, "base");
        return AskAsync(new RoutedRequest(router, baseName), _ => { }, here, there, cancellationToken);
    }

    private async Task<T> AskAsync<T>(
        RoutedRequest request,
        Action<Route> chosen,
        Func<Task<T>> here,
        Func<INodeGrain, CancellationToken, Task<T>> there,
        CancellationToken cancellationToken)
    {
        while (request.Next() is { } route)
        {
            chosen(route);
            instruments.Routed(route.Silo == node.Silo, route.IsWarm);
            try
            {
                var answer = await (route.Silo == node.Silo
                    ? here()
                    : losses.Of(route.Silo).AwaitAsync(
                        token => there(NodeOf(route.Silo), token), Timeout.InfiniteTimeSpan, cancellationToken));
                request.Answered();
                return answer;
            }
            catch (Exception exception) when (Transient.Is(exception) && exception is not TimeoutException)
            {
                // A request changes nothing: whether the silo has seen it does not matter. One that takes too long would take as long
                // elsewhere; silos that are gone are told otherwise.
                request.Gone();
                if (exception is OrleansException) losses.Tell(route.Silo);
            }
            catch (TaskGridException exception) when (request.Failed(exception))
            {
                // Another one may answer.
            }
            finally
            {
                request.End();
            }

            instruments.Rerouted();
        }

        request.Throw();
        return default;
    }

    private async Task WarmAsync(string tenant, string model, ulong key, string silo)
    {
        try
        {
            await NodeOf(silo).WarmAsync(tenant, model);
            router.Warmed(key, silo);
        }
        catch (Exception exception) when (Transient.Is(exception) || exception is TaskGridException)
        {
            // The next report of another silo, or the next request, tries again.
            if (exception is TaskGridException failure && RoutedRequest.IsRefusal(failure))
                router.Refused(key, model, silo, failure.BaseFingerprint);
        }
    }

    private async Task<List<T>> AskAllAsync<T>(Func<INodeGrain, Task<T>> ask)
    {
        var answers = await Task.WhenAll(view.Silos.Select(async silo =>
        {
            try
            {
                return (IsThere: true, Answer: await ask(NodeOf(silo.Silo)));
            }
            catch (Exception exception) when (Transient.Is(exception) || exception is TaskGridException)
            {
                return (IsThere: false, Answer: default(T)!);
            }
        }));
        return [.. answers.Where(each => each.IsThere).Select(each => each.Answer)];
    }

    private INodeGrain NodeOf(string silo) => GrainFactory.GetGrain<INodeGrain>(silo);
}

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Does something before each prediction through a grain of one kind.</summary>
internal sealed class PredictCalls(Func<Type, Task> before) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod is { Name: nameof(INodeGrain.PredictAsync), DeclaringType: { } grain }) await before(grain);
        await context.Invoke();
    }
}

using Orleans.Concurrency;

namespace TaskGrid.Orleans;

/// <summary>Fronts a base of its silo's node; one on each silo.</summary>
[GrainType("base-model")]
[StatelessWorker(1)]
internal sealed class BaseModelGrain(SiloNode node) : Grain, IBaseModelGrain
{
    public Task<BaseInfo> PinAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        return Task.Run(() => node.Grid.Bases.Pin(name), cancellationToken);
    }
}

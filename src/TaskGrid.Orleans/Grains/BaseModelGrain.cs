using Orleans.Concurrency;

namespace TaskGrid.Orleans;

/// <summary>Fronts a base of its silo's node; one on each silo.</summary>
[GrainType("base-model")]
[StatelessWorker(1)]
internal sealed class BaseModelGrain(SiloNode node) : Grain, IBaseModelGrain
{
    public async Task<BaseInfo> PinAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        var info = node.Grid.Bases.Get(name);
        await Task.Run(() => node.Grid.Bases.Load(name), cancellationToken);
        return info;
    }
}

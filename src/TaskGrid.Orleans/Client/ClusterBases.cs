namespace TaskGrid.Orleans;

/// <summary>The bases of all silos.</summary>
internal sealed class ClusterBases(OrleansGrid grid) : IGridBases
{
    public async Task<IReadOnlyList<BaseInfo>> ListAsync(CancellationToken cancellationToken) =>
        await grid.Calls.RepeatAsync(() => grid.Router.ListBasesAsync(cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<TokenProbability>> FillAsync(
        string name, string text, int top, CancellationToken cancellationToken) =>
        await grid.Calls.RepeatAsync(() => grid.Router.FillAsync(name, text, top, cancellationToken), cancellationToken);

    public Task<TextEncoding> EncodeAsync(string name, TextInput input, CancellationToken cancellationToken) =>
        grid.Calls.RepeatAsync(() => grid.Router.EncodeAsync(name, input, cancellationToken), cancellationToken);
}

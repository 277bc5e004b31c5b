namespace TaskGrid.Orleans;

/// <summary>The bases of all silos.</summary>
internal sealed class ClusterBases(OrleansGrid grid) : IGridBases
{
    public async Task<IReadOnlyList<BaseInfo>> ListAsync(CancellationToken cancellationToken) =>
        await grid.Calls.RepeatAsync(token => grid.Router.ListBasesAsync(token), cancellationToken);

    public async Task<IReadOnlyList<TokenProbability>> FillAsync(
        string name, string text, int top, CancellationToken cancellationToken) =>
        await grid.Calls.RepeatAsync(token => grid.Router.FillAsync(name, text, top, token), cancellationToken);

    public Task<TextEncoding> EncodeAsync(string name, TextInput input, CancellationToken cancellationToken) =>
        grid.Calls.RepeatAsync(token => grid.Router.EncodeAsync(name, input, token), cancellationToken);
}

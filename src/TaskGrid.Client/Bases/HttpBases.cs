using TaskGrid.Client.Http;

namespace TaskGrid.Client.Bases;

/// <summary>Base models over HTTP. No call changes anything, so each may be repeated.</summary>
internal sealed class HttpBases(ApiConnection api) : IGridBases
{
    public async Task<IReadOnlyList<BaseInfo>> ListAsync(CancellationToken cancellationToken) =>
        (await api.ReadAsync(ApiCall.Get(Root()), ClientJson.Default.ListPageBaseInfo, cancellationToken)
            .ConfigureAwait(false)).Items;

    public async Task<IReadOnlyList<TokenProbability>> FillAsync(
        string name, string text, int top, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var call = ApiCall.Post(Of(name).Then("fill")) with
        {
            Content = JsonBody.Of(new FillRequest(text, top), ClientJson.Default.FillRequest),
            IsRepeatable = true,
        };
        return (await api.ReadAsync(call, ClientJson.Default.FillResult, cancellationToken).ConfigureAwait(false))
            .Predictions;
    }

    public Task<TextEncoding> EncodeAsync(string name, TextInput input, CancellationToken cancellationToken)
    {
        var call = ApiCall.Post(Of(name).Then("encode")) with
        {
            Content = JsonBody.Of(input, ClientJson.Default.TextInput),
            IsRepeatable = true,
        };
        return api.ReadAsync(call, ClientJson.Default.TextEncoding, cancellationToken);
    }

    private static ApiPath Root() => new ApiPath().Then("bases");

    private static ApiPath Of(string name) => Root().Then(name, ErrorCodes.InvalidName);
}

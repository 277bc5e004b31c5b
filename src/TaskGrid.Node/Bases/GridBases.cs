using TaskGrid.Models;
using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>
/// The bases as the port has them. Texts take turns, because each is computed with all threads: as many as predictions
/// have.
/// </summary>
internal sealed class GridBases(BaseCatalog bases) : IGridBases, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isDisposed;
    private int? _threads;

    public Task<IReadOnlyList<BaseInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(bases.List());

    public Task<IReadOnlyList<TokenProbability>> FillAsync(
        string name, string text, int top, CancellationToken cancellationToken) =>
        AnswerAsync("fill", name, model => MaskedWords.Predict(model, text, top), cancellationToken);

    public Task<TextEncoding> EncodeAsync(string name, TextInput input, CancellationToken cancellationToken) =>
        AnswerAsync("encode", name, model => TextEncoder.Encode(model, input), cancellationToken);

    /// <summary>Waits for the text that is being computed; those behind it are refused.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _turn.Wait();
        _turn.Release();
    }

    private async Task<T> AnswerAsync<T>(
        string verb, string name, Func<BaseModel, T> answer, CancellationToken cancellationToken)
    {
        using var activity = NodeActivities.Answer(verb, name);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return await Task.Run(
                () => TorchFailure.Translate(() =>
                {
                    var model = bases.Load(name);
                    TorchRuntime.SetThreads(_threads ??= ComputeChoice.Resolve("fp32", null).Threads);
                    return answer(model);
                }),
                cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}

namespace TaskGrid.Proofs.Fault;

/// <summary>A caller that asks again when it hears that the store is away, as every caller may.</summary>
internal sealed class Persistence
{
    private const int Patience = 60;
    private int _most;

    /// <summary>How often one thing was asked for, at most.</summary>
    public int MostAttempts => _most;

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="TaskGridException">Any other error than that the store is away or contended.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await ask();
                for (var most = _most; attempt > most; most = _most) Interlocked.CompareExchange(ref _most, attempt, most);
                return answer;
            }
            catch (TaskGridException exception) when (
                exception.Code is ErrorCodes.StoreUnavailable or ErrorCodes.Contended && attempt < Patience)
            {
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace TaskGrid.Cli.Tasks;

/// <summary>Answers inputs some at a time, in their order, all by one version.</summary>
internal static class PredictBatches
{
    private const int MaxInputs = 64;

    // A server takes requests of some MiB; escaped, a character has up to six bytes.
    private const int MaxCharacters = 500_000;

    /// <summary>Answers.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="model">The task, or one version.</param>
    /// <param name="inputs">Read as far as they are needed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<TextPrediction> AnswerAsync(
        ITaskGrid grid,
        string model,
        IEnumerable<TextInput> inputs,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in Growing(inputs))
        {
            var request = new PredictRequest { Model = model, Inputs = batch };
            var answer = await grid.PredictAsync(request, cancellationToken);
            // What follows is answered by the same version, also when the alias moves.
            model = ModelReference.Of(answer.Task, answer.Version);
            foreach (var prediction in answer.Predictions) yield return prediction;
        }
    }

    // The first input is answered at once, as somebody may be typing; many are answered together.
    private static IEnumerable<TextInput[]> Growing(IEnumerable<TextInput> inputs)
    {
        var batch = new List<TextInput>();
        var (size, characters) = (1, 0);
        foreach (var input in inputs)
        {
            batch.Add(input);
            characters += input.Text.Length + (input.TextPair?.Length ?? 0);
            if (batch.Count < size && characters < MaxCharacters) continue;
            yield return [.. batch];
            batch.Clear();
            (size, characters) = (Math.Min(2 * size, MaxInputs), 0);
        }

        if (batch.Count > 0) yield return [.. batch];
    }
}

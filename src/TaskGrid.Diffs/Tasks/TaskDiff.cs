using System.Text.Json;

namespace TaskGrid.Diffs;

/// <summary>All that a task adds to its base: what a diff file holds.</summary>
public sealed record TaskDiff
{
    /// <summary>The sparse difference of the base's parameters.</summary>
    public required SparseDiff Diff { get; init; }

    /// <summary>The fingerprint of the base that the diff belongs to.</summary>
    public required Fingerprint Base { get; init; }

    /// <summary>The dense head.</summary>
    public required TaskHead Head { get; init; }

    /// <summary>Kind, metric, labels and input length.</summary>
    public required TaskDefinition Task { get; init; }

    /// <summary>How the diff was made, for people: a JSON object. Default <c>{}</c>.</summary>
    public string TrainingRecordJson { get; init; } = "{}";

    /// <summary>Refuses another base than the one that the diff was made for.</summary>
    /// <param name="fingerprint">The base's fingerprint.</param>
    /// <param name="layout">The base's layout.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>, with both fingerprints.
    /// </exception>
    public void CheckBase(Fingerprint fingerprint, ParameterLayout layout)
    {
        if (fingerprint != Base)
        {
            throw new TaskGridException(
                ErrorCodes.DiffBaseMismatch,
                $"The diff belongs to the base {Base}, not to {fingerprint}. Import the base that it was trained on.");
        }

        if (layout.Equals(Diff.Layout)) return;
        throw new TaskGridException(
            ErrorCodes.DiffBaseMismatch,
            $"The base {fingerprint} has the diff's fingerprint, {Base}, but not its tensors: it has " +
            $"{layout.Tensors.Length} with {layout.Count} parameters, where the diff names " +
            $"{Diff.Layout.Tensors.Length} with {Diff.Layout.Count}. Import the base again.");
    }

    /// <summary>What is wrong with the parts beside the sparse diff, which checks itself; empty when nothing is.
    /// </summary>
    internal static IReadOnlyList<string> Problems(TaskDefinition task, TaskHead head, string trainingRecordJson)
    {
        var problems = new List<string>([.. task.Problems(), .. head.Problems()]);
        if (TrainingRecordProblem(trainingRecordJson) is { } problem) problems.Add(problem);
        return problems;
    }

    private static string? TrainingRecordProblem(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? null
                : "the training record is not an object";
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) // half a surrogate pair
        {
            return $"the training record is not JSON ({exception.Message})";
        }
    }
}

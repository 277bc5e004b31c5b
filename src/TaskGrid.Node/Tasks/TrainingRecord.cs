using System.Text.Json;

namespace TaskGrid.Node;

/// <summary>
/// What a diff file says of its training. It holds nothing of the clock, so that the same run gives the same file.
/// </summary>
internal sealed record TrainingRecord
{
    // It stays in the task's document and in memory; whoever made the diff may have written anything.
    private const int MaxMethod = 64;

    public required string Base { get; init; }

    public required string Method { get; init; }

    public required string Metric { get; init; }

    public required double Value { get; init; }

    public required double MajorityValue { get; init; }

    public required double Density { get; init; }

    public required bool Pairs { get; init; }

    public required int TrainRows { get; init; }

    public required int DevRows { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required int MaxLength { get; init; }

    public required int Steps { get; init; }

    public required int Seed { get; init; }

    public required string Precision { get; init; }

    public string? Device { get; init; }

    public required int Threads { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, TrainingRecordJson.Default.TrainingRecord);

    /// <summary>Reads a record; null when the file has none or another kind.</summary>
    public static TrainingRecord? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TrainingRecordJson.Default.TrainingRecord) is { Method.Length: <= MaxMethod } record
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

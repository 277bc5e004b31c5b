using System.Text.Json.Serialization;

namespace TaskGrid.Gateway;

/// <summary>Numbers; null stands for <c>auto</c>.</summary>
internal sealed record FineTuningHyperparameters
{
    /// <summary>Passes over the data in each phase.</summary>
    [JsonConverter(typeof(AutoNumberConverter))]
    public double? NEpochs { get; init; }

    /// <summary>Rows per step.</summary>
    [JsonConverter(typeof(AutoNumberConverter))]
    public double? BatchSize { get; init; }

    /// <summary>The learning rate relative to <see cref="FineTuningSpecs.ReferenceRate"/>.</summary>
    [JsonConverter(typeof(AutoNumberConverter))]
    public double? LearningRateMultiplier { get; init; }
}

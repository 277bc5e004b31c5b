using TaskGrid.Diffs;
using TaskGrid.Training.Data;

namespace TaskGrid.Node;

/// <summary>What a diff file says of its task.</summary>
internal static class TaskInfos
{
    /// <summary>Reads it.</summary>
    public static TaskInfo Of(string name, int version, DiffReader reader, TrainingRecord? record, BaseCatalog bases) =>
        new()
        {
            Name = name,
            Version = version,
            Base = bases.Find(reader.Base),
            BaseFingerprint = reader.Base.Hex,
            Kind = TaskKindName.Of(reader.Task.Kind),
            Labels = reader.Task.Labels,
            Pairs = record?.Pairs,
            Method = record?.Method,
            Metric = reader.Task.Metric,
            Value = record?.Value,
            Nonzeros = reader.Info.Entries,
            Density = reader.Info.Density,
            FileBytes = reader.Info.FileBytes,
        };
}

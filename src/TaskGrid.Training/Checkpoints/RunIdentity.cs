using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using TaskGrid.Diffs;
using TaskGrid.Training.Data;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Checkpoints;

/// <summary>Hashes all that decides a run's result.</summary>
internal static class RunIdentity
{
    /// <summary>The identity of a run.</summary>
    public static CheckpointIdentity Of(
        Fingerprint model,
        TaskData data,
        EncodedTask task,
        TrainSpec spec,
        TrainSettings settings,
        TrainControl control) =>
        new(model.Hex, OfSettings(task, spec, settings, control), OfData(data, task));

    private static string OfSettings(EncodedTask task, TrainSpec spec, TrainSettings settings, TrainControl control)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new object?[]
        {
            spec.Method, task.Metric.Name, spec.ValueFormat, settings, control.EarlyStopEpochs,
            control.ContinueFrom is { } earlier ? new object[] { earlier.Task.Kind, earlier.Task.Labels } : null,
        }));
        if (control.ContinueFrom is { } start)
        {
            hash.AppendData(MemoryMarshal.AsBytes(start.Diff.Indices.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(start.Diff.Values.AsSpan()));
            foreach (var tensor in start.Head.Tensors) hash.AppendData(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string OfData(TaskData data, EncodedTask task)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            new object[] { data.Kind, data.Labels, task.Train.Rows.Length, task.Dev.Rows.Length }));
        foreach (var rows in new[] { task.Train, task.Dev })
        {
            foreach (var row in rows.Rows)
            {
                hash.AppendData(MemoryMarshal.AsBytes<int>([row.Ids.Length, row.FirstLength]));
                hash.AppendData(MemoryMarshal.AsBytes(row.Ids.AsSpan()));
            }

            hash.AppendData(MemoryMarshal.AsBytes(rows.Targets.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

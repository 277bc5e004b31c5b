using System.Collections.Immutable;

namespace TaskGrid.Diffs.Format;

/// <summary>Kind, metric, input length and labels of a task.</summary>
internal static class TaskPayload
{
    private const string Record = "the task";
    private const int FewestLabelBytes = 2; // length and a letter

    /// <summary>Writes a definition that has no problems.</summary>
    public static void Write(PayloadWriter writer, TaskDefinition task)
    {
        writer.WriteByte((byte)task.Kind);
        writer.WriteText(task.Metric);
        writer.WriteNumber(task.MaxTokens);
        writer.WriteNumber(task.Labels.Length);
        foreach (var label in task.Labels) writer.WriteText(label);
    }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/> or, for an unknown kind of task,
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static TaskDefinition Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Record);
        var kind = (TaskKind)reader.ReadByte();
        if (!Enum.IsDefined(kind)) throw DiffErrors.Unsupported($"it holds the unknown kind of task {(int)kind}");
        var metric = reader.ReadText();
        var maxTokens = reader.ReadNumber();
        var labels = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.ReadCount(FewestLabelBytes); left > 0; left--) labels.Add(reader.ReadText());
        reader.End();
        return new TaskDefinition
        {
            Kind = kind, Metric = metric, MaxTokens = maxTokens, Labels = labels.ToImmutable(),
        };
    }
}

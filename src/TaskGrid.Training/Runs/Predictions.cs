namespace TaskGrid.Training.Runs;

/// <summary>What logits say: the index of the largest, or the value itself.</summary>
internal static class Predictions
{
    public static float[] Of(TaskKind kind, float[] logits, int outputs)
    {
        if (kind == TaskKind.Regression) return logits;
        var result = new float[logits.Length / outputs];
        for (var row = 0; row < result.Length; row++)
        {
            var scores = logits.AsSpan(row * outputs, outputs);
            result[row] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores);
        }

        return result;
    }
}

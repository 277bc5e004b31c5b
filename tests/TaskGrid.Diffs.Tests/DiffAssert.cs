namespace TaskGrid.Diffs.Tests;

/// <summary>Compares diffs part by part, floats by their bits.</summary>
internal static class DiffAssert
{
    public static void Equal(TaskDiff expected, TaskDiff actual)
    {
        Assert.Equal(expected.Base, actual.Base);
        Assert.Equal(expected.Diff.Layout, actual.Diff.Layout);
        Assert.Equal(expected.Diff.Indices, actual.Diff.Indices);
        SameBits(expected.Diff.Values, actual.Diff.Values);
        Assert.Equal(expected.Task, actual.Task);
        Assert.Equal(expected.TrainingRecordJson, actual.TrainingRecordJson);
        Assert.Equal(expected.Head.Tensors.Length, actual.Head.Tensors.Length);
        foreach (var (one, other) in expected.Head.Tensors.Zip(actual.Head.Tensors))
        {
            Assert.Equal((one.Name, one.Format), (other.Name, other.Format));
            Assert.Equal(one.Shape.AsEnumerable(), other.Shape.AsEnumerable());
            SameBits(one.Values, other.Values);
        }
    }

    public static void SameBits(float[] expected, float[] actual) => Assert.Equal(Bits(expected), Bits(actual));

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}

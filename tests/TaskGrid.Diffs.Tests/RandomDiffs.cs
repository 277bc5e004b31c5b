using System.Collections.Immutable;

namespace TaskGrid.Diffs.Tests;

/// <summary>Seeded random layouts, masks and diffs, the rare forms included.</summary>
internal sealed class RandomDiffs(int seed)
{
    private readonly Random _random = new(seed);

    public ParameterLayout Layout(int mostTensors = 12, int mostParameters = 40_000)
    {
        var tensors = new List<(string, ImmutableArray<int>)>();
        for (var t = _random.Next(1, mostTensors + 1); t > 0; t--)
        {
            var size = (int)Math.Exp(_random.NextDouble() * Math.Log(mostParameters));
            ImmutableArray<int> shape = _random.Next(4) switch
            {
                0 => [],
                1 => [size],
                2 => [Math.Max(1, size / 16), 16],
                _ => [1, Math.Max(1, size / 8), 8],
            };
            var part = _random.Next(3) == 0 ? "µ" : "weight";
            tensors.Add(($"layer.{t}.{part}", shape));
        }

        return ParameterLayout.Create(tensors);
    }

    /// <summary>A mask whose density changes with the tensor: none, one, some, clusters, nearly all, all.</summary>
    public int[] Mask(ParameterLayout layout)
    {
        var indices = new List<int>();
        foreach (var tensor in layout.Tensors)
        {
            switch (_random.Next(7))
            {
                case 0: break;
                case 1: indices.Add(tensor.Offset + _random.Next(tensor.Count)); break;
                case 2: AddSome(indices, tensor, 0.99); break;
                case 3: indices.AddRange(Enumerable.Range(tensor.Offset, tensor.Count)); break;
                case 4: AddClusters(indices, tensor); break;
                default: AddSome(indices, tensor, Math.Exp(_random.NextDouble() * -7)); break;
            }
        }

        return [.. indices];
    }

    /// <summary>Each parameter with the same chance.</summary>
    public int[] Mask(ParameterLayout layout, double density)
    {
        var indices = new List<int>();
        for (var at = Gap(density); at < layout.Count; at += 1 + Gap(density)) indices.Add((int)at);
        return [.. indices];
    }

    public float[] Values(int count, double scale = 1e-3)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = (float)(scale * (_random.NextDouble() + _random.NextDouble() - 1));
        return values;
    }

    public TaskDiff TaskDiff(ParameterLayout layout, int[] indices)
    {
        var labels = _random.Next(3) == 0 ? 0 : _random.Next(2, 6);
        var hidden = _random.Next(1, 40);
        var outputs = Math.Max(labels, 1);
        var hash = new byte[32];
        _random.NextBytes(hash);
        return new TaskDiff
        {
            Diff = new SparseDiff(layout, indices, Values(indices.Length)),
            Base = Fingerprint.FromHash(hash),
            Head = new TaskHead
            {
                Tensors =
                [
                    new() { Name = "weight", Shape = [outputs, hidden], Values = Values(outputs * hidden, 1) },
                    new() { Name = "bias", Shape = [outputs], Values = new float[outputs], Format = ValueFormat.Fp16 },
                ],
            },
            Task = new TaskDefinition
            {
                Kind = labels == 0 ? TaskKind.Regression : TaskKind.Classification,
                Metric = labels == 0 ? "pearson" : "accuracy",
                MaxTokens = _random.Next(3, 512),
                Labels = [.. Enumerable.Range(0, labels).Select(label => $"läbel {label}")],
            },
            TrainingRecordJson = $$"""{"seed": {{_random.Next()}}, "note": "größer"}""",
        };
    }

    public TaskDiff TaskDiff()
    {
        var layout = Layout();
        return TaskDiff(layout, Mask(layout));
    }

    private void AddSome(List<int> indices, TensorSpec tensor, double density)
    {
        for (var i = tensor.Offset; i < tensor.End; i++)
        {
            if (_random.NextDouble() < density) indices.Add(i);
        }
    }

    private void AddClusters(List<int> indices, TensorSpec tensor)
    {
        for (var i = tensor.Offset + _random.Next(tensor.Count); i < tensor.End; i += 1 + _random.Next(2000))
        {
            var end = Math.Min(tensor.End, i + _random.Next(600));
            for (; i < end; i += _random.Next(1, 3)) indices.Add(i);
        }
    }

    private long Gap(double density) => (long)(Math.Log(1 - _random.NextDouble()) / Math.Log(1 - density));
}

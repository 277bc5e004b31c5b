using System.Diagnostics;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>Measures <see cref="ServingCosts"/>; the base is afterwards as it was.</summary>
internal static unsafe class CostProbe
{
    private const int Length = 16, ManyRows = 8;

    // More than an allocator keeps: a copy is made in fresh memory, whose pages cost most of it.
    private const int CopiedElements = 9 << 20;
    private const double Density = 0.005;
    private const int FewestCalls = 3;
    private static readonly TimeSpan PerPart = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures.</summary>
    /// <param name="parts">The encoder.</param>
    /// <param name="parameters">What is computed with.</param>
    /// <param name="weights">Views of it.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="kernel">The kernel; null: side products are tensor operations.</param>
    /// <param name="tap">Does side products.</param>
    public static ServingCosts Measure(
        EncoderParts parts,
        IServedParameters parameters,
        EncoderWeights weights,
        ParameterLayout layout,
        SideKernel? kernel,
        IMixedTap tap)
    {
        double few, many, entry, feature;
        using (parameters.Share())
        {
            (few, many) = (Pass(weights, 1), Pass(weights, ManyRows));
            (entry, feature) = kernel is null ? (Side(parts, weights, layout, tap, few), 0) : Side(parts, kernel);
        }

        var token = Math.Max(0, many - few) / ((ManyRows - 1) * Length);
        var features = parts.Linears.Sum(linear => (double)linear.Rows + linear.Columns);
        return new ServingCosts
        {
            PassSeconds = Math.Max(0, few - (token * Length)),
            TokenSeconds = token,
            SideEntrySeconds = entry,
            SidePanelSeconds = feature * features * SideKernel.Tokens,
            SwitchEntrySeconds = Switch(parts, parameters, layout),
            CopySeconds = Copy(parameters.Flat) * layout.Count,
        };
    }

    private static double Pass(EncoderWeights weights, int rows)
    {
        using var noGrad = no_grad();
        var length = Math.Min(Length, weights.Config.MaxPositions);
        using var batch = TokenBatch.Pack(
            [.. Enumerable.Repeat(new EncodedInput(new int[length], length), rows)], weights.Type, weights.Device);
        return Pass(weights, batch, null);
    }

    private static double Pass(EncoderWeights weights, TokenBatch batch, IMixedTap? tap) =>
        Best(() =>
        {
            using var scope = NewDisposeScope();
            DeviceMemory.Wait(EncoderForward.Pooled(weights, batch, tap));
        });

    // The same by tensor operations: what a pass of one row takes longer with a task than without.
    private static double Side(
        EncoderParts parts, EncoderWeights weights, ParameterLayout layout, IMixedTap tap, double plainSeconds)
    {
        using var noGrad = no_grad();
        var indices = Spread(layout.Count);
        var overrides = OverridesBuilder.Build(parts, new SparseDiff(layout, indices, new float[indices.Length]));
        var length = Math.Min(Length, weights.Config.MaxPositions);
        using var batch = TokenBatch.Pack([new EncodedInput(new int[length], length)], weights.Type, weights.Device);
        tap.Begin([overrides], batch);
        var seconds = Pass(weights, batch, tap);
        tap.Forget(overrides);
        return Math.Max(0, seconds - plainSeconds) / Math.Max(1, overrides.LinearEntries);
    }

    // Seconds of an entry for a panel, and of a feature of a token that is laid out or added up.
    private static (double Entry, double Feature) Side(EncoderParts parts, SideKernel kernel)
    {
        var largest = parts.Linears.MaxBy(linear => linear.Rows)!;
        var part = new LinearPart(0, largest.Rows * largest.Columns, largest.Rows, largest.Columns);
        var indices = Spread(part.Bias);
        var layout = ParameterLayout.Create([("weight", [part.Bias]), ("bias", [part.Rows])]);
        var overrides = OverridesBuilder.Build(
            new EncoderParts([part], []), new SparseDiff(layout, indices, new float[indices.Length]));
        using var scratch = new PanelScratch(part.Columns);
        var memory = GC.AllocateArray<float>(SideKernel.Tokens * Math.Max(part.Rows, part.Columns), pinned: true);
        fixed (float* address = memory)
        {
            var (x, y) = (new Activations(address, part.Columns, false), new Activations(address, part.Rows, false));
            var multiply = Best(() =>
            {
                var cursor = overrides.Cursor(0);
                for (var first = 0; first < part.Rows; first += SideKernel.BlockRows)
                    kernel.Multiply(scratch.X, ref cursor, Math.Min(SideKernel.BlockRows, part.Rows - first), scratch.Sums);
            });
            var pack = Best(() => kernel.Pack(x, SideKernel.Tokens, scratch.X));
            var rows = Math.Min(SideKernel.BlockRows, part.Rows);
            var add = Best(() => kernel.Add(scratch.Sums, rows, y, SideKernel.Tokens, 0));
            var features = SideKernel.Tokens * (part.Columns + rows);
            return (multiply / indices.Length, (pack + add) / features);
        }
    }

    // Seconds of an entry that is written and written back; infinite while somebody else reads the base.
    private static double Switch(EncoderParts parts, IServedParameters parameters, ParameterLayout layout)
    {
        using var turn = parameters.TryTakeAlone();
        if (turn is null) return double.PositiveInfinity;
        var indices = Spread(layout.Count);
        var overrides = OverridesBuilder.Build(parts, new SparseDiff(layout, indices, new float[indices.Length]));
        var seconds = Best(() =>
        {
            parameters.Overwrite(overrides);
            parameters.Restore(overrides);
            DeviceMemory.Wait(parameters.Flat);
        });
        return seconds / indices.Length;
    }

    // Seconds of an element that is copied.
    private static double Copy(Tensor flat)
    {
        var count = Math.Min(flat.NumberOfElements, CopiedElements);
        return Best(() =>
        {
            using var scope = NewDisposeScope();
            DeviceMemory.Wait(flat.narrow(0, 0, count).clone());
        }) / count;
    }

    // Indices all over a range, no two of them in one step.
    private static int[] Spread(int count)
    {
        var step = Math.Min((int)(1 / Density), count);
        return [.. Enumerable.Range(0, count / step).Select(e => (e * step) + (int)(e * 7919L % step))];
    }

    // The best of several calls, after one that wakes what sleeps.
    private static double Best(Action call)
    {
        call();
        var best = TimeSpan.MaxValue;
        var clock = Stopwatch.StartNew();
        for (var calls = 0; calls < FewestCalls || clock.Elapsed < PerPart; calls++)
        {
            var start = Stopwatch.GetTimestamp();
            call();
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed < best) best = elapsed;
        }

        return best.TotalSeconds;
    }
}

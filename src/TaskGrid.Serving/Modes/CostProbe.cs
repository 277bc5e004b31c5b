using System.Diagnostics;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>Measures <see cref="ServingCosts"/>; the base is afterwards as it was.</summary>
internal static unsafe class CostProbe
{
    private const int Length = 16, ManyRows = 8;

    // The most tokens of a batch: more would keep later requests waiting for longer than they save.
    private const int ProcessorTokens = 1024, DeviceTokens = 8192;

    // More than an allocator keeps: a copy is made in fresh memory, whose pages cost most of it.
    private const long CopiedBytes = 64 << 20;
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
    /// <param name="own">Computes parts of a pass; null: libtorch computes all.</param>
    public static ServingCosts Measure(
        EncoderParts parts,
        IServedParameters parameters,
        EncoderWeights weights,
        ParameterLayout layout,
        SideKernel? kernel,
        IMixedTap tap,
        PassKernels? own)
    {
        double few, large, many, entry, feature = 0, side = 0;
        using (parameters.Share())
        {
            (few, many) = (Pass(weights, 1, own), Pass(weights, ManyRows, own));
            large = few;
            if (own is { MostTokens: >= Length and var small })
            {
                own.MostTokens = 0;
                large = Pass(weights, 1, own);
                own.MostTokens = small;
            }

            if (kernel is null) (entry, side) = Side(parts, weights, layout, tap, few, many);
            else (entry, feature) = Side(parts, kernel);
        }

        var token = Math.Max(0, many - large) / ((ManyRows - 1) * Length);
        var features = parts.Linears.Sum(linear => (double)linear.Rows + linear.Columns);
        return new ServingCosts
        {
            PassSeconds = Math.Max(0, few - (token * Length)),
            LargePassSeconds = Math.Max(0, large - (token * Length)),
            TokenSeconds = token,
            SideEntrySeconds = entry,
            SidePanelSeconds = feature * features * SideKernel.Tokens,
            SidePassSeconds = side,
            SwitchEntrySeconds = Switch(parts, parameters, layout),
            CopySeconds = Copy(parameters.Flat) * layout.Count,
            SmallTokens = own?.MostTokens ?? 0,
            MostTokens = weights.Device.type == DeviceType.CPU ? ProcessorTokens : DeviceTokens,
        };
    }

    /// <summary>The most tokens whose linear maps our kernel computes faster than libtorch; 0: none.</summary>
    /// <param name="weights">Views of what is computed with.</param>
    /// <param name="own">The kernels.</param>
    public static int SmallTokens(EncoderWeights weights, PassKernels own)
    {
        using var noGrad = no_grad();
        var most = 0;
        foreach (var tokens in (int[])[16, 32, 64])
        {
            // One map of each layer: no cache holds them all, as in a pass.
            using var scope = NewDisposeScope();
            var input = ones([tokens, weights.Config.HiddenSize], weights.Type, weights.Device);
            double Seconds(Func<LinearWeights, Tensor?> multiply) => Best(() =>
            {
                using var each = NewDisposeScope();
                foreach (var layer in weights.Layers) multiply(layer.Intermediate);
            });
            if (own.Linear(weights.Layers[0].Intermediate.Weight, weights.Layers[0].Intermediate.Bias, input) is null) break;
            var theirs = Seconds(linear => nn.functional.linear(input, linear.Weight.Tensor, linear.Bias.Tensor));
            if (Seconds(linear => own.Linear(linear.Weight, linear.Bias, input)) >= theirs) break;
            most = tokens;
        }

        return most;
    }

    private static double Pass(EncoderWeights weights, int rows, PassKernels? own)
    {
        using var noGrad = no_grad();
        using var batch = Rows(weights, rows);
        return Best(() =>
        {
            using var scope = NewDisposeScope();
            DeviceMemory.Wait(EncoderForward.Pooled(weights, batch, own));
        });
    }

    private static TokenBatch Rows(EncoderWeights weights, int rows)
    {
        var length = Math.Min(Length, weights.Config.MaxPositions);
        return TokenBatch.Pack(
            [.. Enumerable.Repeat(new EncodedInput(new int[length], length), rows)], weights.Type, weights.Device);
    }

    // By tensor operations: what passes of one task and of many take longer than those of the base alone. Seconds of an entry for a
    // panel, and of a pass.
    private static (double Entry, double Pass) Side(
        EncoderParts parts, EncoderWeights weights, ParameterLayout layout, IMixedTap tap, double plainFew, double plainMany)
    {
        using var noGrad = no_grad();
        var indices = Spread(layout.Count);
        var diff = new SparseDiff(layout, indices, new float[indices.Length]);
        SparseOverrides[] tasks = [.. Enumerable.Range(0, ManyRows).Select(_ => OverridesBuilder.Build(parts, diff))];
        double Extra(int rows, double plain)
        {
            using var batch = Rows(weights, rows);
            return Best(() =>
            {
                tap.Begin(tasks.AsSpan(0, rows), batch);
                using var scope = NewDisposeScope();
                DeviceMemory.Wait(EncoderForward.Pooled(weights, batch, tap));
            }) - plain;
        }

        var (few, many) = (Extra(1, plainFew), Extra(ManyRows, plainMany));
        foreach (var task in tasks) tap.Forget(task);
        var another = Math.Max(0, many - few) / (ManyRows - 1);
        return (another / Math.Max(1, tasks[0].LinearEntries), Math.Max(0, few - another));
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
            kernel.Pack(x, SideKernel.Tokens, scratch.X); // whatever memory held before might take longer: denormals, NaNs
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

    /// <summary>Seconds of an entry that is written and written back; infinite while somebody else reads the base.</summary>
    /// <param name="parts">The encoder.</param>
    /// <param name="parameters">What is computed with.</param>
    /// <param name="layout">Its layout.</param>
    public static double Switch(EncoderParts parts, IServedParameters parameters, ParameterLayout layout)
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
        var most = CopiedBytes / flat.ElementSize;
        var count = Math.Min(flat.NumberOfElements, most);
        var copies = (most + count - 1) / count;
        return Best(() =>
        {
            using var scope = NewDisposeScope();
            DeviceMemory.Wait(empty([copies, count], flat.dtype, flat.device).copy_(flat.narrow(0, 0, count)));
        }) / (copies * count);
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

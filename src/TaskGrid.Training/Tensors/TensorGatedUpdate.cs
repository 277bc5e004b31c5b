using System.Collections.Immutable;
using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using TorchSharp;
using static TaskGrid.Torch.TorchDialect;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>
/// <see cref="GatedUpdate"/> by tensor operations, where the weights are: the same noise, the same steps, chunk by chunk of
/// the flat buffer. A step waits for the device once, for norms and group sums.
/// </summary>
internal sealed class TensorGatedUpdate : IGatedUpdate
{
    // Where a gate is shut, its difference ranks behind all others.
    private static readonly Scalar Shut = 1e-12f;

    private static readonly Scalar Lowest = -HardConcrete.Limit, Highest = HardConcrete.Limit;

    private readonly TensorGradients _gradients;
    private readonly ImmutableArray<TensorChunk> _chunks;
    private readonly Tensor _effective;
    private readonly Tensor _pretrained;
    private readonly TensorGateState _state;
    private readonly TensorNoise _noise;
    private readonly TensorGroups _spread;
    private readonly GroupGates? _groups;
    private readonly GateSchedule _schedule;
    private readonly int _seed;
    private readonly int _count;
    private readonly double[] _open;
    private Tensor? _newOpen;
    private int _step;

    public TensorGatedUpdate(TaskNetwork network, GateSchedule schedule, bool structured, int seed)
    {
        using var scope = NewDisposeScope();
        var (layout, device) = (network.Base.Layout, network.Weights.Device);
        _gradients = new TensorGradients(network.Weights, layout.Count);
        _chunks = TensorChunk.Cut(layout, _gradients.TableCount);
        (_effective, _pretrained) = (network.Effective, network.Base.Parameters);
        (_schedule, _seed, _count) = (schedule, seed, layout.Count);
        _state = new TensorGateState(layout.Count, GateSchedule.InitialAlpha, device);
        _noise = new TensorNoise(device);
        _spread = new TensorGroups(_chunks, device);
        _groups = structured ? new GroupGates(layout.Tensors.Length, GateSchedule.InitialAlpha, Key(1)) : null;
        _open = [.. layout.Tensors.Select(tensor => tensor.Count * (double)HardConcrete.Open(GateSchedule.InitialAlpha))];
        if (network.Earlier is not { } earlier) return;
        earlier.AddTo(_state.W);
        Apply(Key(1));
    }

    public EmbeddingTap Tap => _gradients;

    public double? ExpectedDensity => Open().Select((open, tensor) => open * (_groups?.Open(tensor) ?? 1f)).Sum() / _count;

    public IReadOnlyList<StatePart> State => [.. _state.Parts, .. _groups?.State ?? [], StatePart.Of("open", Open())];

    public void Step(TokenBatch batch, int step, double rate)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _step = step;
        _gradients.Collect(batch);
        var (squares, sums) = Measure(Key(step));
        var numbers = new GateStep
        {
            Key = Key(step),
            NextKey = Key(step + 1),
            WeightRate = (float)rate,
            AlphaRate = _schedule.AlphaRate,
            Lambda = (float)_schedule.Lambda,
            Scale = GradientNorm.Scale(squares),
            Unbias = AdamSettings.Correction(step),
        };
        _groups?.Step(sums, Open(), numbers.Scale, _schedule.Lambda, _schedule.GroupRate(step), step, numbers.NextKey);
        var gates = _groups is null
            ? null
            : new[]
            {
                Send(group => _groups[group].Value), Send(group => _groups[group].Open), Send(group => _groups[group].NextValue),
            };
        var open = new List<Tensor>();
        for (var c = 0; c < _chunks.Length; c++)
        {
            using var temporary = NewDisposeScope();
            var own = gates is null ? null : Array.ConvertAll(gates, gate => _spread.Spread(c, gate));
            open.AddRange(Update(_chunks[c], numbers, own).Select(sum => sum.MoveToOuterDisposeScope()));
        }

        _newOpen?.Dispose();
        _newOpen = stack(open).DetachFromDisposeScope();
        _groups?.Advance();
        _gradients.Clear();
    }

    public void BeginEvaluation() => Apply(null);

    public void EndEvaluation() => Apply(Key(_step + 1));

    public MaskStart Largest(int entries)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (differences, scores) = (empty_like(_state.W), empty_like(_state.W));
        var gates = _groups is null ? null : new[] { Send(_groups.Deterministic), Send(_groups.Open) };
        for (var c = 0; c < _chunks.Length; c++)
        {
            using var temporary = NewDisposeScope();
            var chunk = _chunks[c];
            var (alpha, w) = (Part(_state.Alpha, chunk), Part(_state.W, chunk));
            var gate = TensorGates.Deterministic(alpha);
            var open = alpha.sigmoid();
            if (gates is not null) gate.mul_(_spread.Spread(c, gates[0]));
            if (gates is not null) open.mul_(_spread.Spread(c, gates[1]));
            var difference = Part(differences, chunk).copy_(gate.mul_(w));
            Part(scores, chunk).copy_(difference.abs().where(difference.ne(0), open.mul_(w.abs()).mul_(Shut)));
        }

        var indices = TensorTopK.Select(scores, entries);
        return new(indices, TensorTopK.Pick(differences, indices));
    }

    public void Resume(int step)
    {
        _step = step;
        _newOpen?.Dispose();
        _newOpen = null;
        _groups?.Resume(Key(step + 1));
        Apply(Key(step + 1));
    }

    public float[] Capture() => throw new NotSupportedException("The gated phase keeps its last epoch.");

    public void Restore(float[] captured) => throw new NotSupportedException("The gated phase keeps its last epoch.");

    public void Dispose()
    {
        _gradients.Dispose();
        _state.Dispose();
        _noise.Dispose();
        _spread.Dispose();
        _newOpen?.Dispose();
    }

    private static Tensor Part(Tensor flat, TensorChunk chunk) => flat.narrow(0, chunk.Offset, chunk.Count);

    // Σ g², and Σ g·w·z of each tensor where groups need it.
    private (double Squares, double[] Sums) Measure(uint key)
    {
        var numbers = new List<Tensor>();
        foreach (var chunk in _chunks)
        {
            using var temporary = NewDisposeScope();
            var gradient = _gradients.Of(chunk);
            numbers.Add(TensorSums.Squares(gradient).MoveToOuterDisposeScope());
            if (_groups is null) continue;
            var noise = _noise.Uniform(_noise.Bits(key, chunk.Offset, chunk.Count));
            var product = TensorGates.Sample(Part(_state.Alpha, chunk), noise).mul_(gradient).mul_(Part(_state.W, chunk));
            numbers.AddRange(TensorSums.ByTensor(product, chunk).Select(sum => sum.MoveToOuterDisposeScope()));
        }

        var (squares, sums, at) = (0.0, new double[_open.Length], 0);
        var read = TensorSums.Read(numbers);
        foreach (var chunk in _chunks)
        {
            squares += read[at++];
            if (_groups is null) continue;
            for (var piece = 0; piece < chunk.Pieces.Length; piece++) sums[chunk.FirstTensor + piece] += read[at++];
        }

        return (squares, sums);
    }

    // One step over a chunk; gives Σ σ(α) of each tensor after it. Gates: z_g, σ(α_g) and the next z_g of each element.
    private IReadOnlyList<Tensor> Update(TensorChunk chunk, in GateStep step, Tensor[]? gates)
    {
        using Scalar scale = step.Scale, lambda = step.Lambda, weightRate = step.WeightRate, alphaRate = step.AlphaRate;
        var (alpha, w) = (Part(_state.Alpha, chunk), Part(_state.W, chunk));
        var bits = _noise.Bits(step.Key, chunk.Offset, chunk.Count);
        var (z, slope) = TensorGates.SampleWithSlope(alpha, _noise.Uniform(bits));
        var g = _gradients.Of(chunk).mul(scale);
        var open = alpha.sigmoid();
        var penalty = open.neg().add_(One, One).mul_(open).mul_(lambda);
        if (gates is not null)
        {
            g.mul_(gates[0]);
            penalty.mul_(gates[1]);
        }

        var (low, high) = _noise.Dither(bits);
        var gradientAlpha = slope.mul_(w).mul_(g).add_(penalty, One);
        var moveW = TensorGates.Move(
            g.mul_(z), Part(_state.WFirst, chunk), Part(_state.WSecond, chunk), low, step.Unbias);
        var moveAlpha = TensorGates.Move(
            gradientAlpha, Part(_state.AlphaFirst, chunk), Part(_state.AlphaSecond, chunk), high, step.Unbias);
        w.sub_(moveW.mul_(weightRate));
        alpha.sub_(moveAlpha.mul_(alphaRate)).clamp_(Lowest, Highest);
        Write(chunk, TensorGates.Sample(alpha, _noise.Uniform(_noise.Bits(step.NextKey, chunk.Offset, chunk.Count))), gates?[2]);
        return TensorSums.ByTensor(alpha.sigmoid(), chunk);
    }

    // θ = θ_pre + z·z_g·w, with gates sampled by a key, or without noise.
    private void Apply(uint? key)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var gates = _groups is null
            ? null
            : Send(group => key is null ? _groups.Deterministic(group) : _groups[group].Value);
        for (var c = 0; c < _chunks.Length; c++)
        {
            using var temporary = NewDisposeScope();
            var chunk = _chunks[c];
            var alpha = Part(_state.Alpha, chunk);
            var z = key is { } sampled
                ? TensorGates.Sample(alpha, _noise.Uniform(_noise.Bits(sampled, chunk.Offset, chunk.Count)))
                : TensorGates.Deterministic(alpha);
            Write(chunk, z, gates is null ? null : _spread.Spread(c, gates));
        }
    }

    private void Write(TensorChunk chunk, Tensor z, Tensor? group)
    {
        z.mul_(Part(_state.W, chunk));
        if (group is not null) z.mul_(group);
        Part(_effective, chunk).copy_(z.add_(Part(_pretrained, chunk), One));
    }

    // Σ σ(α) of each tensor; they stay on the device until somebody asks.
    private double[] Open()
    {
        if (_newOpen is null) return _open;
        Array.Clear(_open);
        var (read, at) = (TensorSums.Read([_newOpen]), 0);
        foreach (var chunk in _chunks)
        {
            for (var piece = 0; piece < chunk.Pieces.Length; piece++) _open[chunk.FirstTensor + piece] += read[at++];
        }

        _newOpen.Dispose();
        _newOpen = null;
        return _open;
    }

    private Tensor Send(Func<int, float> valueOf) => _spread.Send(_open.Length, valueOf);

    private uint Key(int step) => GateNoise.Key(_seed, step);
}

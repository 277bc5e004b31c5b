using System.Buffers;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Phase 1 of diff pruning (Guo et al. 2020): w and α of every weight under θ = θ_pre + z·z_g·w with sampled gates and
/// the penalty λ Σ σ(α_i)·σ(α_g). Two passes over the flat buffers a step: norms and group sums, then everything else.
/// </summary>
internal sealed unsafe class GatedUpdate : IGatedUpdate
{
    private readonly DenseGradients _gradients;
    private readonly ChunkPass _pass;
    private readonly EffectiveWeights _effective;
    private readonly float* _pretrained;
    private readonly int _count;
    private readonly GateState _state;
    private readonly GroupGates? _groups;
    private readonly GateSchedule _schedule;
    private readonly int _seed;
    private readonly double[] _open;
    private int _step;

    public GatedUpdate(TaskNetwork network, GateSchedule schedule, bool structured, int seed, int threads)
    {
        var layout = network.Base.Layout;
        _gradients = new DenseGradients(network.Weights);
        _pass = new ChunkPass(FlatChunk.Cut(layout, _gradients.Segments), threads);
        _effective = new EffectiveWeights(network.Effective);
        _count = layout.Count;
        // Native memory of the base: it stays where it is.
        fixed (float* pretrained = network.Base.Values) _pretrained = pretrained;
        _state = new GateState(layout.Count, GateSchedule.InitialAlpha);
        _groups = structured ? new GroupGates(layout.Tensors.Length, GateSchedule.InitialAlpha, Key(1)) : null;
        _schedule = schedule;
        _seed = seed;
        _open = [.. layout.Tensors.Select(tensor => tensor.Count * (double)HardConcrete.Open(GateSchedule.InitialAlpha))];
        if (network.Earlier is not { } earlier) return;
        for (var j = 0; j < earlier.Count; j++) _state.W[earlier.Indices[j]] = earlier.Values[j];
        Apply(Key(1));
    }

    public EmbeddingTap Tap => _gradients;

    public double? ExpectedDensity => ExpectedEntries() / _count;

    public void Step(TokenBatch batch, int step, double rate)
    {
        _step = step;
        _gradients.Collect(batch);
        var key = Key(step);
        var squares = new double[_pass.Chunks.Length];
        var sums = _pass.Map(_gradients, (chunk, gradient) =>
        {
            squares[chunk.Number] = GradientNorm.Squared(gradient);
            if (_groups is null) return 0;
            fixed (float* g = gradient) return GateKernel.GroupSum(_state, g, chunk.Offset, chunk.Count, key);
        });
        var scale = GradientNorm.Scale(squares.Sum());
        _groups?.Step(
            ByTensor(sums), _open, scale, _schedule.Lambda, _schedule.GroupRate(step), step, Key(step + 1));
        var numbers = new GateStep
        {
            Key = key,
            NextKey = Key(step + 1),
            WeightRate = (float)rate,
            AlphaRate = _schedule.AlphaRate,
            Lambda = (float)_schedule.Lambda,
            Scale = scale,
            Unbias = AdamSettings.Correction(step),
        };
        var half = _effective.Half;
        var open = _pass.Map(_gradients, (chunk, gradient) =>
        {
            var gate = _groups?[chunk.Tensor] ?? GroupGate.None;
            var buffer = half ? ArrayPool<float>.Shared.Rent(chunk.Count) : null;
            var target = half
                ? buffer.AsSpan(0, chunk.Count)
                : _effective.Floats.Slice(chunk.Offset, chunk.Count);
            double sum;
            fixed (float* g = gradient, effective = target)
            {
                sum = GateKernel.Update(
                    _state, numbers, gate, g, _pretrained + chunk.Offset, effective, chunk.Offset, chunk.Count);
            }

            if (buffer is null) return sum;
            _effective.Write(chunk.Offset, target);
            ArrayPool<float>.Shared.Return(buffer);
            return sum;
        });
        ByTensor(open).CopyTo(_open, 0);
        _groups?.Advance();
        _gradients.Clear();
    }

    public void BeginEvaluation() => Apply(null);

    public void EndEvaluation() => Apply(Key(_step + 1));

    public MaskStart Largest(int entries)
    {
        var differences = Differences();
        var indices = TopK.Select(Scores(differences), entries);
        return new(indices, Array.ConvertAll(indices, index => differences[index]));
    }

    /// <summary>The deterministic differences δ = z·z_g·w [d], what the projection chooses from.</summary>
    public float[] Differences()
    {
        var differences = new float[_count];
        foreach (var chunk in _pass.Chunks)
        {
            var group = _groups?.Deterministic(chunk.Tensor) ?? 1f;
            for (var i = chunk.Offset; i < chunk.Offset + chunk.Count; i++)
                differences[i] = HardConcrete.Deterministic(_state.Alpha[i]) * group * _state.W[i];
        }

        return differences;
    }

    /// <summary>
    /// What the projection ranks: |δ|, and below every nonzero one, for gates that are shut, σ(α)·σ(α_g)·|w|.
    /// </summary>
    public float[] Scores(float[] differences)
    {
        var scores = new float[differences.Length];
        foreach (var chunk in _pass.Chunks)
        {
            var group = _groups?.Open(chunk.Tensor) ?? 1f;
            for (var i = chunk.Offset; i < chunk.Offset + chunk.Count; i++)
            {
                scores[i] = differences[i] != 0
                    ? Math.Abs(differences[i])
                    : 1e-12f * HardConcrete.Open(_state.Alpha[i]) * group * Math.Abs(_state.W[i]);
            }
        }

        return scores;
    }

    /// <summary>w [d].</summary>
    public ReadOnlySpan<float> W => _state.W;

    public IReadOnlyList<StatePart> State =>
        [.. _state.Parts, .. _groups?.State ?? [], StatePart.Of("open", _open)];

    public void Resume(int step)
    {
        _step = step;
        _groups?.Resume(Key(step + 1));
        Apply(Key(step + 1));
    }

    public float[] Capture() => throw new NotSupportedException("The gated phase keeps its last epoch.");

    public void Restore(float[] captured) =>
        throw new NotSupportedException("The gated phase keeps its last epoch.");

    public void Dispose() => _gradients.Dispose();

    private void Apply(uint? key)
    {
        foreach (var chunk in _pass.Chunks)
        {
            var target = new float[chunk.Count];
            var pretrained = _pretrained + chunk.Offset;
            fixed (float* effective = target)
            {
                if (key is { } sampled)
                {
                    var gate = _groups?[chunk.Tensor].Value ?? 1f;
                    GateKernel.ApplySampled(_state, gate, sampled, pretrained, effective, chunk.Offset, chunk.Count);
                }
                else
                {
                    var gate = _groups?.Deterministic(chunk.Tensor) ?? 1f;
                    GateKernel.ApplyDeterministic(_state, gate, pretrained, effective, chunk.Offset, chunk.Count);
                }
            }

            _effective.Write(chunk.Offset, target);
        }
    }

    private double ExpectedEntries()
    {
        var sum = 0.0;
        for (var t = 0; t < _open.Length; t++) sum += _open[t] * (_groups?.Open(t) ?? 1f);
        return sum;
    }

    private double[] ByTensor(double[] byChunk)
    {
        var sums = new double[_open.Length];
        for (var c = 0; c < byChunk.Length; c++) sums[_pass.Chunks[c].Tensor] += byChunk[c];
        return sums;
    }

    private uint Key(int step) => GateNoise.Key(_seed, step);
}

using System.Numerics;
using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>In the processor's memory.</summary>
internal sealed unsafe class ServedParameters : IServedParameters
{
    private readonly BaseModel _base;
    private readonly bool _half;
    private float[] _saved = [];

    /// <summary>Shares the base's memory for fp32; makes a copy for bf16.</summary>
    /// <param name="model">The base.</param>
    /// <param name="half">Whether to compute in bf16.</param>
    public ServedParameters(BaseModel model, bool half)
    {
        (_base, _half) = (model, half);
        using var reading = model.Share();
        Flat = half ? model.Parameters.to(ScalarType.BFloat16).DetachFromDisposeScope() : model.Parameters;
    }

    /// <inheritdoc/>
    public Tensor Flat { get; }

    /// <inheritdoc/>
    public int ElementBytes => _half ? sizeof(ushort) : sizeof(float);

    /// <inheritdoc/>
    public Tensor Merged(SparseOverrides overrides)
    {
        using var reading = _base.Share();
        // Of the base's own, which nobody overwrites now: that of Flat might be overwritten at this moment.
        var copy = (_half ? _base.Parameters.to(Flat.dtype) : Flat.clone()).DetachFromDisposeScope();
        var writing = new OverwrittenEntries(Address(copy), null, _half, Base);
        overrides.Visit(ref writing);
        return copy;
    }

    /// <inheritdoc/>
    public IDisposable Share() => _base.Share();

    /// <inheritdoc/>
    public bool IsTaken => !_half && _base.IsTaken;

    /// <inheritdoc/>
    public IDisposable? TryTakeAlone() => _half ? new NoTurn() : _base.TryTakeAlone();

    /// <inheritdoc/>
    public void Overwrite(SparseOverrides overrides)
    {
        if (_saved.Length < overrides.Entries) _saved = new float[BitOperations.RoundUpToPowerOf2((uint)overrides.Entries)];
        fixed (float* values = _saved)
        {
            var writing = new OverwrittenEntries(Address(Flat), values, _half, Base);
            overrides.Visit(ref writing);
        }
    }

    /// <inheritdoc/>
    public void Restore(SparseOverrides overrides)
    {
        fixed (float* values = _saved)
        {
            var writing = new RestoredEntries(Address(Flat), values, _half);
            overrides.Visit(ref writing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_half) Flat.Dispose();
    }

    // The base's fp32 values: a sum is rounded to bf16 once.
    private float* Base => (float*)Address(_base.Parameters);

    private static void* Address(Tensor tensor)
    {
        // Native memory: it stays where it is for as long as the tensor lives.
        if (tensor.dtype == ScalarType.BFloat16)
            fixed (ushort* halves = TorchDialect.Elements<ushort>(tensor)) return halves;
        fixed (float* floats = TorchDialect.Elements<float>(tensor)) return floats;
    }

    private struct OverwrittenEntries(void* parameters, float* saved, bool half, float* baseValues) : IEntryVisitor
    {
        private int _next;

        public void Entry(int index, float delta)
        {
            var sum = baseValues[index] + delta;
            if (half)
            {
                if (saved != null) saved[_next++] = Bf16Element.Load(parameters, index);
                Bf16Element.Store(parameters, index, sum);
                return;
            }

            if (saved != null) saved[_next++] = baseValues[index];
            ((float*)parameters)[index] = sum;
        }
    }

    private struct RestoredEntries(void* parameters, float* saved, bool half) : IEntryVisitor
    {
        private int _next;

        public void Entry(int index, float delta)
        {
            if (half) Bf16Element.Store(parameters, index, saved[_next++]); // exact: it was bf16
            else ((float*)parameters)[index] = saved[_next++];
        }
    }
}

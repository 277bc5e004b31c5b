using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>The base's parameters as a server computes with them: the base's own, or a bf16 copy.</summary>
internal sealed unsafe class ServedParameters : IDisposable
{
    private readonly BaseModel _base;
    private readonly bool _half;

    /// <summary>Shares the base's memory for fp32; makes a copy for bf16.</summary>
    /// <param name="model">The base.</param>
    /// <param name="half">Whether to compute in bf16.</param>
    public ServedParameters(BaseModel model, bool half)
    {
        (_base, _half) = (model, half);
        using var reading = model.Share();
        Flat = half ? model.Parameters.to(ScalarType.BFloat16).DetachFromDisposeScope() : model.Parameters;
    }

    /// <summary>θ [d].</summary>
    public Tensor Flat { get; }

    /// <summary>Bytes of one parameter.</summary>
    public int ElementBytes => _half ? sizeof(ushort) : sizeof(float);

    /// <summary>A copy with a diff merged in.</summary>
    public Tensor Merged(SparseOverrides overrides)
    {
        using var reading = _base.Share();
        var copy = Flat.clone().DetachFromDisposeScope();
        var writing = new OverwrittenEntries(Address(copy), null, _half, Base);
        overrides.Visit(ref writing);
        return copy;
    }

    /// <summary>Keeps the base as it is while it is read.</summary>
    public IDisposable Share() => _base.Share();

    /// <summary>Begins to overwrite entries, if nobody else reads them.</summary>
    /// <returns>Dispose it after <see cref="Restore"/>; null: somebody reads.</returns>
    public IDisposable? TryTakeAlone() => _half ? new NoTurn() : _base.TryTakeAlone();

    /// <summary>Writes a diff's entries over the parameters and keeps what was there.</summary>
    /// <param name="overrides">The diff.</param>
    /// <param name="saved">Receives the base's values; as long as the diff has entries.</param>
    public void Overwrite(SparseOverrides overrides, Span<float> saved)
    {
        fixed (float* values = saved)
        {
            var writing = new OverwrittenEntries(Address(Flat), values, _half, Base);
            overrides.Visit(ref writing);
        }
    }

    /// <summary>Writes back what was there, bit for bit.</summary>
    /// <param name="overrides">The diff.</param>
    /// <param name="saved">What <see cref="Overwrite"/> kept.</param>
    public void Restore(SparseOverrides overrides, ReadOnlySpan<float> saved)
    {
        fixed (float* values = saved)
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

    // A bf16 copy is the server's alone.
    private sealed class NoTurn : IDisposable
    {
        public void Dispose()
        {
        }
    }
}

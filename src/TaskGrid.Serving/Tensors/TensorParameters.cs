using TaskGrid.Models;
using TaskGrid.Serving.Modes;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>Where the base is, by operations of the tensor library.</summary>
internal sealed class TensorParameters : IServedParameters
{
    private readonly BaseModel _base;
    private readonly bool _half;
    private Tensor? _places;
    private Tensor? _saved;

    /// <summary>Shares the base's memory for fp32; makes a copy for bf16.</summary>
    /// <param name="model">The base.</param>
    /// <param name="half">Whether to compute in bf16.</param>
    public TensorParameters(BaseModel model, bool half)
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
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (places, sums) = Sums(overrides);
        // Of the base's own, which nobody overwrites now: that of Flat might be overwritten at this moment.
        var copy = _half ? _base.Parameters.to(Flat.dtype) : Flat.clone();
        return copy.index_copy_(0, places, sums).DetachFromDisposeScope();
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
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (places, sums) = Sums(overrides);
        _saved = Flat.index_select(0, places).DetachFromDisposeScope();
        _places = places.DetachFromDisposeScope();
        Flat.index_copy_(0, places, sums);
    }

    /// <inheritdoc/>
    public void Restore(SparseOverrides overrides)
    {
        if (_places is null || _saved is null) return;
        using var noGrad = no_grad();
        using (_places)
        using (_saved)
        using (NewDisposeScope()) Flat.index_copy_(0, _places, _saved);
        (_places, _saved) = (null, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_half) Flat.Dispose();
    }

    // The diff's flat indices, int64 [k], and θ_pre + δ there; a sum is rounded to bf16 once.
    private (Tensor Places, Tensor Sums) Sums(SparseOverrides overrides)
    {
        var entries = new EntryList(overrides.Entries);
        overrides.Visit(ref entries);
        var places = DeviceMemory.Send(tensor(entries.Indices.ToArray()), Flat.device);
        var deltas = DeviceMemory.Send(tensor(entries.Deltas.ToArray()), Flat.device);
        return (places, _base.Parameters.index_select(0, places).add_(deltas, TorchDialect.One).to(Flat.dtype));
    }

    private readonly struct EntryList(int most) : IEntryVisitor
    {
        public List<long> Indices { get; } = new(most);

        public List<float> Deltas { get; } = new(most);

        public void Entry(int index, float delta)
        {
            Indices.Add(index);
            Deltas.Add(delta);
        }
    }
}

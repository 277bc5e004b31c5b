using TaskGrid.Serving.Resident;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>The base's parameters as a server computes with them: the base's own, or a bf16 copy.</summary>
internal interface IServedParameters : IDisposable
{
    /// <summary>θ [d].</summary>
    Tensor Flat { get; }

    /// <summary>Bytes of one parameter.</summary>
    int ElementBytes { get; }

    /// <summary>A copy with a diff merged in.</summary>
    Tensor Merged(SparseOverrides overrides);

    /// <summary>Keeps the base as it is while it is read.</summary>
    IDisposable Share();

    /// <summary>Whether somebody reads the parameters at this moment, so that nobody can overwrite entries.</summary>
    bool IsTaken { get; }

    /// <summary>Begins to overwrite entries, if nobody else reads them.</summary>
    /// <returns>Dispose it after <see cref="Restore"/>; null: somebody reads.</returns>
    IDisposable? TryTakeAlone();

    /// <summary>Writes a diff's entries over the parameters and keeps what was there.</summary>
    /// <param name="overrides">The diff.</param>
    void Overwrite(SparseOverrides overrides);

    /// <summary>Writes back what was there, bit for bit.</summary>
    /// <param name="overrides">The diff that was written last.</param>
    void Restore(SparseOverrides overrides);
}

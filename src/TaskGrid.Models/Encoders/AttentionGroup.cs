using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>Rows of similar length, whose tokens look at each other in one padded block.</summary>
/// <param name="Rows">B', the rows.</param>
/// <param name="Length">T', the longest of them.</param>
/// <param name="Tokens">The token of each place, int64 [B' · T']; padding has the number of any token.</param>
/// <param name="Mask">Additive attention mask [B', 1, 1, T'], or null when nothing is padded.</param>
internal sealed record AttentionGroup(int Rows, int Length, Tensor Tokens, Tensor? Mask) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Tokens.Dispose();
        Mask?.Dispose();
    }
}

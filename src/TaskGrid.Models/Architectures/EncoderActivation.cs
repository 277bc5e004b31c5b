namespace TaskGrid.Models;

/// <summary>The function between the two halves of a feed-forward layer.</summary>
public enum EncoderActivation
{
    /// <summary><c>x · Φ(x)</c> with the error function (<c>gelu</c>; Hendrycks, Gimpel, arXiv:1606.08415).</summary>
    Gelu,

    /// <summary>GELU's tanh approximation of the same paper (<c>gelu_new</c>, <c>gelu_pytorch_tanh</c>).</summary>
    GeluTanh,

    /// <summary><c>max(x, 0)</c> (<c>relu</c>).</summary>
    Relu,
}

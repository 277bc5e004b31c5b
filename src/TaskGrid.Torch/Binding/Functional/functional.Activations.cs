namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Gaussian error linear units, <c>x · Φ(x)</c> (Hendrycks, Gimpel, arXiv 1606.08415).</summary>
            /// <param name="x">Any values.</param>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary><c>max(x, 0)</c>.</summary>
            /// <param name="x">Any values.</param>
            public static Tensor relu(Tensor x) => x.relu();

            /// <summary>Hyperbolic tangents.</summary>
            /// <param name="x">Any values.</param>
            public static Tensor tanh(Tensor x) => x.tanh();

            /// <summary>Exponentials that sum to 1 along one dimension.</summary>
            /// <param name="input">Any values.</param>
            /// <param name="dim">Which.</param>
            /// <param name="dtype">Computes in this type; null: as the elements.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>Logarithms of <see cref="softmax"/>.</summary>
            /// <param name="x">Any values.</param>
            /// <param name="dim">Which dimension.</param>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);
        }
    }
}

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Negative log-probabilities of the right classes under the softmax of the logits.</summary>
            /// <param name="input">Logits [n, classes].</param>
            /// <param name="target">Classes, int64 [n], or probabilities [n, classes].</param>
            /// <param name="weight">A factor for each class [classes]; null: ones.</param>
            /// <param name="ignore_index">A class that counts for nothing.</param>
            /// <param name="reduction">What becomes of the rows' losses.</param>
            /// <param name="label_smoothing">Mass that is spread over all classes, 0 to 1.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Tensor.Of(
                    Native.tg_cross_entropy(
                        input, target, weight ?? Tensor.Absent, ignore_index, (long)reduction, label_smoothing,
                        out var result),
                    result);

            /// <summary>Negative log-probabilities of truth values under the sigmoid of the logits.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">0 to 1, of the same shape and type.</param>
            /// <param name="weight">A factor for each element; null: ones.</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            /// <param name="pos_weights">A factor for true elements; null: ones.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) =>
                Tensor.Of(
                    Native.tg_binary_cross_entropy_with_logits(
                        input, target, weight ?? Tensor.Absent, (long)reduction, pos_weights ?? Tensor.Absent,
                        out var result),
                    result);

            /// <summary>Squared differences.</summary>
            /// <param name="input">Any values.</param>
            /// <param name="target">Of the same shape.</param>
            /// <param name="reduction">What becomes of the elements' losses.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Tensor.Of(Native.tg_mse_loss(input, target, (long)reduction, out var result), result);
        }
    }
}

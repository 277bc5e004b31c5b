namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Sets each element to 1 with probability p and to 0 otherwise.</summary>
        /// <param name="p">0 to 1.</param>
        /// <param name="generator">The source; null: the default generator.</param>
        /// <returns>This tensor.</returns>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            After(Native.tg_bernoulli_(this, p, Generator.HandleOf(generator)));

        /// <summary>Sets elements to normally distributed values.</summary>
        /// <param name="mean">Their mean.</param>
        /// <param name="std">Their standard deviation.</param>
        /// <param name="generator">The source; null: the default generator.</param>
        /// <returns>This tensor.</returns>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            After(Native.tg_normal_(this, mean, std, Generator.HandleOf(generator)));

        /// <summary>Sets elements to uniformly distributed values.</summary>
        /// <param name="from">The lower end.</param>
        /// <param name="to">The upper end, which is not reached.</param>
        /// <param name="generator">The source; null: the default generator.</param>
        /// <returns>This tensor.</returns>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            After(Native.tg_uniform_(this, from, to, Generator.HandleOf(generator)));
    }
}

using System.Collections.Immutable;

namespace TaskGrid.Diffs.Tests;

/// <summary>Tensors as an encoder has them: a few large ones, many small ones.</summary>
internal static class EncoderLayouts
{
    /// <summary>5.4 million parameters: 8,192 words, 4 layers, width 256.</summary>
    public static ParameterLayout Small { get; } = Create(8_192, 4, 256);

    private static ParameterLayout Create(int words, int layers, int width)
    {
        var tensors = new List<(string, ImmutableArray<int>)>
        {
            ("embeddings.word.weight", [words, width]), ("embeddings.position.weight", [128, width]),
            ("embeddings.norm.weight", [width]), ("embeddings.norm.bias", [width]),
        };
        for (var layer = 0; layer < layers; layer++)
        {
            foreach (var part in (string[])["query", "key", "value", "output"]) Add($"attention.{part}", width, width);
            Add("intermediate", 4 * width, width);
            Add("output", width, 4 * width);
            foreach (var norm in (string[])["attention.norm", "output.norm"])
            {
                tensors.Add(($"layer.{layer}.{norm}.weight", [width]));
                tensors.Add(($"layer.{layer}.{norm}.bias", [width]));
            }

            void Add(string name, int rows, int columns)
            {
                tensors.Add(($"layer.{layer}.{name}.weight", [rows, columns]));
                tensors.Add(($"layer.{layer}.{name}.bias", [rows]));
            }
        }

        return ParameterLayout.Create(tensors);
    }
}

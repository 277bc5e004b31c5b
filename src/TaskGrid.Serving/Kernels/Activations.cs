namespace TaskGrid.Serving.Kernels;

/// <summary>Rows of activations in memory, fp32 or bf16: [tokens, width], row-major.</summary>
/// <param name="memory">The first element.</param>
/// <param name="width">Features of a token.</param>
/// <param name="half">Whether the elements are bf16.</param>
internal readonly unsafe struct Activations(void* memory, int width, bool half)
{
    /// <summary>The first element.</summary>
    public void* Memory => memory;

    /// <summary>Features of a token.</summary>
    public int Width => width;

    /// <summary>Whether the elements are bf16.</summary>
    public bool Half => half;

    /// <summary>The rows from a token on.</summary>
    public Activations From(int token) => new(At(token, 0), width, half);

    /// <summary>The address of one element.</summary>
    public void* At(int token, int feature) =>
        (byte*)memory + ((((long)token * width) + feature) * (half ? sizeof(ushort) : sizeof(float)));
}

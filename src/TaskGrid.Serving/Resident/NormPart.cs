namespace TaskGrid.Serving.Resident;

/// <summary>A layer normalization's place in the flat buffer.</summary>
/// <param name="Scale">Flat index of the scale [width].</param>
/// <param name="Shift">Flat index of the shift [width].</param>
/// <param name="Width">Features.</param>
internal sealed record NormPart(int Scale, int Shift, int Width);

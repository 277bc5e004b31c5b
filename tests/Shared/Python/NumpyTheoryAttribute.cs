namespace TaskGrid.Models.Tests.Encoders;

/// <summary>A theory that needs python3 with NumPy.</summary>
public sealed class NumpyTheoryAttribute : TheoryAttribute
{
    public NumpyTheoryAttribute()
    {
        if (!NumpyReference.Available) Skip = NumpyFactAttribute.Reason;
    }
}

namespace TaskGrid.Tests.Python;

/// <summary>A theory that needs python3 with NumPy.</summary>
public sealed class NumpyTheoryAttribute : TheoryAttribute
{
    public NumpyTheoryAttribute()
    {
        if (!SystemPython.HasNumpy) Skip = NumpyFactAttribute.Reason;
    }
}

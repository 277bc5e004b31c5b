namespace TaskGrid.Tests.Python;

/// <summary>A test that needs python3 with NumPy; <c>./taskgrid test</c> installs them.</summary>
public sealed class NumpyFactAttribute : FactAttribute
{
    public const string Reason = "python3 with NumPy is missing: apt-get install python3-numpy";

    public NumpyFactAttribute()
    {
        if (!SystemPython.HasNumpy) Skip = Reason;
    }
}

namespace TaskGrid.Serving.Modes;

/// <summary>For a copy of the parameters that is the server's alone.</summary>
internal sealed class NoTurn : IDisposable
{
    public void Dispose()
    {
    }
}

namespace TaskGrid.Torch;

/// <summary>What must be set before libtorch is loaded.</summary>
public static class TorchRuntime
{
    /// <summary>Prepares this process; later calls do nothing.</summary>
    public static void Initialize()
    {
    }
}

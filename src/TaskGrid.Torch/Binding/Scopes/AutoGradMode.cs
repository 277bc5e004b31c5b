namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread, and back when it is disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _previous = IsEnabled;

    public AutoGradMode(bool enabled) => Set(enabled);

    public static bool IsEnabled
    {
        get
        {
            NativeStatus.Check(Native.tg_grad_enabled(out var enabled));
            return enabled != 0;
        }
    }

    public void Dispose() => Set(_previous);

    private static void Set(bool enabled) => NativeStatus.Check(Native.tg_set_grad_enabled(enabled ? 1 : 0));
}

namespace TorchSharp;

/// <summary>Where and as what a new tensor is made. Mirrors <c>Placement</c> in <c>Native/export.h</c>.</summary>
internal readonly struct Placement
{
    private readonly int _dtype;
    private readonly int _deviceType;
    private readonly int _deviceIndex;
    private readonly int _requiresGrad;

    /// <summary>Null leaves the choice to libtorch: float32 on the CPU.</summary>
    public Placement(torch.ScalarType? dtype, torch.Device? device, bool requires_grad = false)
    {
        _dtype = dtype is { } type ? (int)type : -1;
        _deviceType = device is null ? -1 : (int)device.type;
        _deviceIndex = device?.index ?? -1;
        _requiresGrad = requires_grad ? 1 : 0;
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch;

/// <summary>Ways of tensors between the processor and a device.</summary>
public static class DeviceMemory
{
    /// <summary>
    /// Brings a tensor to a device. To a CUDA device it goes through page-locked memory, so that nothing waits for the copy;
    /// libtorch keeps that memory until the copy is done.
    /// </summary>
    /// <param name="host">On the processor.</param>
    /// <param name="device">Where to; the processor gives the tensor itself.</param>
    public static Tensor Send(Tensor host, Device device)
    {
        if (device.type == DeviceType.CPU) return host;
        if (host.NumberOfElements == 0) return host.to(device);
        using var pinned = host.pin_memory();
        return TorchDialect.SendPinned(pinned, device);
    }

    /// <summary>Waits until a device has done all that it was told; the processor always has.</summary>
    /// <param name="result">What it computed last.</param>
    public static void Wait(Tensor result)
    {
        if (result.device_type == DeviceType.CPU) return;
        using var element = result.view(-1).narrow(0, 0, 1);
        element.cpu().Dispose();
    }
}

using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Holds several tensors open while the native library reads an array of their addresses.</summary>
internal ref struct TensorPointers : IDisposable
{
    private readonly ReadOnlySpan<torch.Tensor> _tensors;
    private readonly nint[] _addresses;
    private int _held;

    public TensorPointers(ReadOnlySpan<torch.Tensor> tensors)
    {
        _tensors = tensors;
        _addresses = new nint[tensors.Length];
        try
        {
            foreach (var tensor in tensors)
            {
                var added = false;
                tensor.DangerousAddRef(ref added);
                _addresses[_held++] = tensor.DangerousGetHandle();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public readonly int Count => _addresses.Length;

    public readonly ref readonly nint First => ref MemoryMarshal.GetArrayDataReference(_addresses);

    public void Dispose()
    {
        while (_held > 0) _tensors[--_held].DangerousRelease();
    }
}

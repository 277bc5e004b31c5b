using System.Globalization;

namespace TaskGrid;

/// <summary>What a device may be called.</summary>
public static class DeviceNames
{
    /// <summary>A CUDA device where there is one, else the processor.</summary>
    public const string Auto = "auto";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    private const string Cuda = "cuda", CudaNumber = "cuda:";

    /// <summary>Refuses what is no name of a device, without a look at what the machine has.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:N</c> or <c>auto</c>.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static void Check(string name) => IndexOf(name);

    /// <summary>The number of the CUDA device that a name means, 0 where it names none.</summary>
    /// <param name="name">As for <see cref="Check"/>.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static int IndexOf(string name)
    {
        if (name is Auto or Cpu or Cuda) return 0;
        if (name.StartsWith(CudaNumber, StringComparison.Ordinal)
            && byte.TryParse(
                name.AsSpan(CudaNumber.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index <= sbyte.MaxValue)
        {
            return index;
        }

        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"There is no device '{name}': give {Cpu}, {Cuda}, cuda:N (N from 0 to {sbyte.MaxValue}) or {Auto}.");
    }
}

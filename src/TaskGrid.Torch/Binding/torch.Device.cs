using System.Globalization;

namespace TorchSharp;

/// <summary>
/// The system's libtorch under TorchSharp's names: the subset of TorchSharp 0.107 that TaskGrid uses.
/// </summary>
public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The current CUDA device.</summary>
    public static readonly Device CUDA = new(DeviceType.CUDA);

    /// <summary>Names a device.</summary>
    /// <param name="description"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <exception cref="ArgumentException">There is no such kind of device.</exception>
    public static Device device(string description) => new(description);

    /// <summary>Names a device.</summary>
    /// <param name="deviceType">Its kind.</param>
    /// <param name="index">Which one; −1 is the current one.</param>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>Where a tensor's memory is and its operators run.</summary>
    public class Device
    {
        /// <summary>Parses a description.</summary>
        /// <param name="description"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
        /// <exception cref="ArgumentException">There is no such kind of device.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.Parse<DeviceType>(parts[0], ignoreCase: true);
            if (parts.Length > 1) index = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        /// <summary>Names a device.</summary>
        /// <param name="deviceType">Its kind.</param>
        /// <param name="index">Which one; −1 is the current one.</param>
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <summary>Its kind.</summary>
        public DeviceType type { get; }

        /// <summary>Which one; −1 is the current one.</summary>
        public int index { get; } = -1;

        /// <inheritdoc />
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index < 0 ? name : $"{name}:{index}";
        }

        /// <summary>Parses a description.</summary>
        /// <param name="description"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
        public static implicit operator Device(string description) => new(description);
    }
}

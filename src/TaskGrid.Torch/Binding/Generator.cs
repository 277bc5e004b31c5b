using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with its own state on the processor; for one thread at a time.</summary>
    public class Generator : IDisposable
    {
        private readonly SafeGenerator _handle;

        /// <summary>Makes a generator.</summary>
        /// <param name="seed">Where it starts.</param>
        /// <param name="device">The processor (default); nothing else.</param>
        /// <exception cref="NotSupportedException">The device is not the processor.</exception>
        public Generator(ulong seed = 0, Device? device = null)
        {
            if (device is not null && device.type != DeviceType.CPU)
                throw new NotSupportedException($"Generators live on the CPU, not on '{device}'.");
            NativeStatus.Check(Native.tg_generator_new((long)seed, out var handle));
            _handle = new SafeGenerator(handle);
        }

        private Generator(nint handle) => _handle = new SafeGenerator(handle);

        /// <summary>The generator that operators use which are given none; shared by the whole process.</summary>
        public static Generator Default
        {
            get
            {
                NativeStatus.Check(Native.tg_generator_default(out var handle));
                return new Generator(handle);
            }
        }

        /// <summary>Where it lives: the processor.</summary>
        public Device device { get; } = CPU;

        /// <summary>Starts anew.</summary>
        /// <param name="seed">Where to start.</param>
        /// <returns>This generator.</returns>
        public Generator manual_seed(long seed)
        {
            NativeStatus.Check(Native.tg_generator_seed(_handle, seed));
            return this;
        }

        /// <summary>The seed that it was started with.</summary>
        public long initial_seed()
        {
            NativeStatus.Check(Native.tg_generator_initial_seed(_handle, out var seed));
            return seed;
        }

        /// <summary>Its whole state as bytes [n], for a checkpoint.</summary>
        public Tensor get_state() => Tensor.Of(Native.tg_generator_get_state(_handle, out var state), state);

        /// <summary>Goes on where another one was.</summary>
        /// <param name="value">What <see cref="get_state"/> gave.</param>
        public void set_state(Tensor value) => NativeStatus.Check(Native.tg_generator_set_state(_handle, value));

        /// <inheritdoc />
        public void Dispose()
        {
            _handle.Dispose();
            GC.SuppressFinalize(this);
        }

        /// <summary>The native handle, or one that stands for the default generator.</summary>
        internal static SafeGenerator HandleOf(Generator? generator) => generator?._handle ?? SafeGenerator.Absent;

        internal sealed class SafeGenerator : SafeHandle
        {
            public static readonly SafeGenerator Absent = new(0);

            public SafeGenerator(nint handle)
                : base(0, ownsHandle: true) => SetHandle(handle);

            public override bool IsInvalid => handle == 0;

            protected override bool ReleaseHandle() => Native.tg_generator_free(handle) == 0;
        }
    }
}

using System.Globalization;
using TaskGrid.Training.Methods;

namespace TaskGrid.Training.Runs;

/// <summary>Says before a run, not in the middle of it, that memory will not suffice.</summary>
internal static class MemoryCheck
{
    /// <summary>Compares what a method needs with what the process may have.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">d.</param>
    /// <param name="availableBytes">Memory that the process may have.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.OutOfMemory"/>.</exception>
    public static void Require(ITrainingMethod method, int parameters, long availableBytes)
    {
        var needed = (long)method.BytesPerParameter * parameters;
        if (needed <= availableBytes) return;
        static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);
        throw new TaskGridException(
            ErrorCodes.OutOfMemory,
            $"Method '{method.Name}' needs about {Gigabytes(needed)} GB for a base of {parameters:N0} parameters; this "
            + $"process may have {Gigabytes(availableBytes)} GB. Use --method fish, --precision bf16, a smaller base, or a "
            + "machine with more memory.");
    }
}

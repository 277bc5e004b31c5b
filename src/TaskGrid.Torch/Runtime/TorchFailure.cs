using System.Runtime.InteropServices;

namespace TaskGrid.Torch;

/// <summary>The one place where an error of libtorch becomes one of this program's, with either binding.</summary>
public static class TorchFailure
{
    // How the frames of libtorch's stack begin, behind a message.
    private static readonly string[] Frames = ["\nException raised from ", "\nframe #0: "];

    // On the CPU, and before 2.1 on CUDA too, exhausted memory is a plain error: only the text tells.
    private static readonly string[] OfMemory = ["can't allocate memory", "out of memory", "not enough memory"];

    /// <summary>Does tensor work. The binding in this project throws what it should already; TorchSharp's package has an
    /// exception of its own.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.OutOfMemory"/>, <see cref="ErrorCodes.NativeFailed"/>; and
    /// what the work throws.</exception>
    public static T Translate<T>(Func<T> work) => Translate(static work => work(), work);

    /// <inheritdoc cref="Translate{T}(Func{T})"/>
    /// <typeparam name="TState">What the work needs.</typeparam>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="state">What it needs: nothing is captured.</param>
    public static T Translate<TState, T>(Func<TState, T> work, TState state)
    {
        try
        {
            return work(state);
        }
        // Exceptions of sockets and of the system derive from it.
        catch (ExternalException exception) when (exception.GetType() == typeof(ExternalException))
        {
            throw Of(exception.Message, ranOut: false, exception);
        }
    }

    /// <summary>The exception of a failed call.</summary>
    /// <param name="message">libtorch's; where it lists the frames of its stack they are left out.</param>
    /// <param name="ranOut">Whether memory is known to be exhausted; otherwise the message tells.</param>
    /// <param name="cause">The binding's exception, if it has one.</param>
    internal static TaskGridException Of(string message, bool ranOut, Exception? cause = null)
    {
        var words = Frames.Aggregate(message, (text, frames) => text.Split(frames)[0]).TrimEnd();
        return ranOut || OfMemory.Any(sign => words.Contains(sign, StringComparison.Ordinal))
            ? new TaskGridException(
                ErrorCodes.OutOfMemory,
                $"The machine has too little memory for this step: {words} "
                + "Use a smaller batch, shorter texts or a smaller base.",
                null,
                cause)
            : new TaskGridException(ErrorCodes.NativeFailed, $"libtorch failed: {words}", null, cause);
    }
}

using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TaskGrid.Node;

/// <summary>
/// A thread that computes while the caller's waits, and on Linux only where nobody else wants the processor, so that a training beside
/// takes little from those who are to be answered.
/// </summary>
/// <remarks>Threads inherit this from the one that starts them. Those that libtorch starts for it shall; those of .NET's pool must not, and
/// any wait for a store may start one: such work goes <see cref="Outside"/>. Where other processes want every processor, a collection of garbage
/// may have to wait for such a thread too; in a container, whose processors are its own, it does not.</remarks>
/// <param name="yields">False: it is a thread like others.</param>
internal sealed partial class YieldingThread(bool yields) : IDisposable
{
    // The most that Linux has: 1.5 % of a processor that others want whole.
    private const int Niceness = 19;

    private readonly BlockingCollection<Action> _calls = [];

    /// <summary>Does the work, and on the caller's thread what the work does outside. Once.</summary>
    /// <param name="work">What to compute; its exceptions are the caller's.</param>
    public T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            failure = Catch(() =>
            {
                if (yields) Yield();
                result = work();
            });
            _calls.CompleteAdding();
        })
        {
            IsBackground = true,
            Name = Thread.CurrentThread.Name,
        };
        thread.Start();
        foreach (var call in _calls.GetConsumingEnumerable()) call();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <summary>Does something on the thread that waits in <see cref="Run"/>; its exceptions are the work's.</summary>
    public void Outside(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        using var isDone = new ManualResetEventSlim();
        _calls.Add(() =>
        {
            failure = Catch(action);
            isDone.Set();
        });
        isDone.Wait();
        failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    private static ExceptionDispatchInfo? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
    }

    private static void Yield()
    {
        // Linux counts niceness by thread; process 0 is the calling thread. Nothing is lost where it refuses.
        if (OperatingSystem.IsLinux()) _ = SetPriority(0, 0, Niceness);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}

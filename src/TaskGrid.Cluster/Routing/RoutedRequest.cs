using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace TaskGrid.Cluster;

/// <summary>
/// A request on its way: the silos that it went to, why they did not answer, and whether it goes on to another one. Its router hears of
/// what it meets. Not safe for several threads.
/// </summary>
public sealed class RoutedRequest
{
    // Each silo more has to load what is asked for, or may be as busy.
    private const int MaxBusy = 3;

    // What so many do not have, or cannot read, others are not likely to have; those that tell what they have are chosen by that.
    private const int MaxRefusals = 3;

    private readonly RequestRouter _router;
    private readonly ulong? _task;
    private readonly string _name;
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private Route? _route;
    private TaskGridException? _busy;
    private TaskGridException? _refusal;
    private string? _fingerprint;
    private int _timesBusy;
    private int _refusals;
    private bool _isOneGone;
    private bool _isOneOverrun;

    /// <summary>A request for a task.</summary>
    /// <param name="router">Chooses silos.</param>
    /// <param name="task">The task's <see cref="TaskKey"/>.</param>
    /// <param name="model">What of it is asked for.</param>
    public RoutedRequest(RequestRouter router, ulong task, string model) => (_router, _task, _name) = (router, task, model);

    /// <summary>A request to a base alone.</summary>
    /// <param name="router">Chooses silos.</param>
    /// <param name="baseName">The base.</param>
    public RoutedRequest(RequestRouter router, string baseName) => (_router, _name) = (router, baseName);

    /// <summary>Chooses the next silo; call <see cref="End"/> when it has answered, or not. Null: there is none, or enough were asked.
    /// </summary>
    public Route? Next()
    {
        if (_timesBusy == MaxBusy || _refusals == MaxRefusals) return null;
        return _route = _task is { } task ? _router.Begin(task, _failed, _name, _fingerprint) : _router.Begin(_name, _failed);
    }

    /// <summary>The silo has answered.</summary>
    public void Answered()
    {
        // Where all are busy, one more would be too.
        if (_isOneOverrun && _task is { } task) _router.Busy(task);
    }

    /// <summary>The silo is gone, or goes.</summary>
    public void Gone()
    {
        _isOneGone = true;
        _failed.Add(_route!.Silo);
        _router.Gone(_route.Silo);
    }

    /// <summary>The silo has failed the request.</summary>
    /// <param name="failure">What it has said.</param>
    /// <returns>Whether another one may answer; else it is the request's own fault.</returns>
    public bool Failed(TaskGridException failure)
    {
        var silo = _route!.Silo;
        if (failure.Code == ErrorCodes.ServerBusy)
        {
            _timesBusy++;
            // Else it has too much to load, and others would have to load it too.
            _isOneOverrun |= _route.IsWarm;
            // The first that will have room.
            if (_busy?.RetryAfter is not { } least || failure.RetryAfter <= least) _busy = failure;
        }
        // Where no task is asked for there is no document that could be damaged.
        else if (IsRefusal(failure) || (_task is null && failure.Code == ErrorCodes.StoreInvalid))
        {
            _refusals++;
            _refusal = failure;
            _fingerprint = failure.BaseFingerprint ?? _fingerprint;
            if (_task is { } task) _router.Refused(task, _name, silo, failure.BaseFingerprint);
        }
        else
        {
            return false;
        }

        _failed.Add(silo);
        return true;
    }

    /// <summary>Whether a silo does not have the base of what was asked for, or has a damaged one; another one may have it. A document
    /// of the task that is damaged is so for every silo.</summary>
    public static bool IsRefusal(TaskGridException failure) =>
        failure.Code is ErrorCodes.BaseNotFound or ErrorCodes.DiffBaseMismatch
        || failure is { Code: ErrorCodes.StoreInvalid, BaseFingerprint: not null };

    /// <summary>The silo has no more to do with it.</summary>
    public void End() => _router.End(_route!.Silo);

    /// <summary>Says why nobody has answered.</summary>
    /// <exception cref="TaskGridException">What silos have said: <see cref="ErrorCodes.ServerBusy"/> before all else, since one that is
    /// busy could answer; <see cref="ErrorCodes.ServerUnavailable"/> where one is gone, which may be the one that has the base, and where
    /// there is none.</exception>
    [DoesNotReturn]
    public void Throw()
    {
        if ((_busy ?? (_isOneGone ? null : _refusal)) is { } failure) ExceptionDispatchInfo.Throw(failure);
        throw new TaskGridException(
            ErrorCodes.ServerUnavailable,
            _failed.Count == 0
                ? "No worker of the cluster is there. Start one: taskgrid serve --engine orleans"
                : $"None of the {_failed.Count} silos that could answer did. Try again.");
    }
}

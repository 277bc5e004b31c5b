using Microsoft.AspNetCore.Http;

namespace TaskGrid.Gateway;

/// <summary>Everything that is wrong with a request, told at once; of very much the beginning.</summary>
internal sealed class ApiProblems
{
    private const int MaxTold = 20;

    private readonly List<ApiError> _told = [];
    private int _more;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _told.Count == 0;

    /// <summary>Adds an <see cref="ErrorCodes.InvalidArgument"/>.</summary>
    /// <param name="message">What is wrong, in whole sentences.</param>
    /// <param name="parameter">The part of the request that is wrong.</param>
    public void AddInvalid(string message, string parameter) => Add(ErrorCodes.InvalidArgument, message, parameter);

    /// <summary>Adds a problem, if it was not told before.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What is wrong, in whole sentences.</param>
    /// <param name="parameter">The part of the request that is wrong.</param>
    public void Add(string code, string message, string parameter)
    {
        if (_told.Exists(known => known.Message == message)) return;
        if (_told.Count == MaxTold) _more++;
        else _told.Add(ApiError.Of(code, message) with { Parameter = parameter });
    }

    /// <summary>Looks for what a request names; null, and a problem, when the request is wrong about it. Other failures are thrown.
    /// </summary>
    public async Task<T?> FindAsync<T>(Func<Task<T>> find, string parameter)
        where T : class
    {
        try
        {
            return await find();
        }
        catch (TaskGridException exception) when (ErrorStatus.Of(exception.Code) < StatusCodes.Status429TooManyRequests)
        {
            Add(exception.Code, exception.Message, parameter);
            return null;
        }
    }

    /// <summary>Throws when there are problems; several of different codes as an <see cref="ErrorCodes.InvalidArgument"/>.</summary>
    public void ThrowIfAny()
    {
        if (_told.Count == 0) return;
        var first = _told[0];
        if (_told.Count == 1) throw new ApiException(first);
        List<string> messages = [.. _told.Select(problem => problem.Message)];
        if (_more > 0) messages.Add($"{_more:N0} more are wrong.");
        var code = _told.TrueForAll(problem => problem.Code == first.Code) ? first.Code : ErrorCodes.InvalidArgument;
        throw new ApiException(ApiError.Of(code, string.Join(" ", messages)) with { Details = messages, Parameter = first.Parameter });
    }
}

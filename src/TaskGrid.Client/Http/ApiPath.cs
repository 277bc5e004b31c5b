using System.Globalization;
using System.Text;

namespace TaskGrid.Client.Http;

/// <summary>A path below <c>/v1</c> with its query, escaped.</summary>
internal sealed class ApiPath
{
    private readonly StringBuilder _text = new("v1");
    private bool _hasQuery;

    /// <summary>Appends a fixed segment.</summary>
    public ApiPath Then(string literal)
    {
        _text.Append('/').Append(literal);
        return this;
    }

    /// <summary>Appends a segment that a caller gave.</summary>
    /// <param name="value">The segment.</param>
    /// <param name="code">The error when it can be no segment.</param>
    /// <exception cref="TaskGridException">The segment is empty or would lead to another place.</exception>
    public ApiPath Then(string value, string code)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is "" or "." or "..")
            throw new TaskGridException(code, $"'{value}' names nothing. Give a name or an id.");
        return Then(Uri.EscapeDataString(value));
    }

    /// <summary>Appends a number.</summary>
    public ApiPath Then(int number) => Then(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends a parameter; null: none.</summary>
    public ApiPath With(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _hasQuery = true;
        return this;
    }

    /// <summary>Appends a number as a parameter.</summary>
    public ApiPath With(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends a part of a list.</summary>
    public ApiPath With(PageRequest page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return With("after", page.After).With("limit", page.Limit);
    }

    /// <summary>The path, relative to the endpoint.</summary>
    public override string ToString() => _text.ToString();
}

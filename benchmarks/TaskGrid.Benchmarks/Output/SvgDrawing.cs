using System.Globalization;
using System.Security;
using System.Text;

namespace TaskGrid.Benchmarks.Output;

/// <summary>A drawing as SVG, on white, in pixels from the upper left corner.</summary>
internal sealed class SvgDrawing
{
    private readonly StringBuilder _content = new();

    /// <summary>Begins a drawing.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it shows, for readers that do not see it.</param>
    public SvgDrawing(double width, double height, string title)
    {
        Element(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", FormattableString.Invariant($"0 0 {width} {height}")),
            ("width", width),
            ("height", height),
            ("role", "img"),
            ("font-family", "system-ui, sans-serif"),
            ("font-size", 13));
        _content.Append($">\n<title>{SecurityElement.Escape(title)}</title>\n");
        Element("rect", ("width", width), ("height", height), ("fill", "#ffffff"));
        _content.Append("/>\n");
    }

    /// <summary>A straight line.</summary>
    public void Line(
        (double X, double Y) from, (double X, double Y) to, string colour, double width = 1, string? dashes = null)
    {
        Element(
            "line",
            ("x1", from.X),
            ("y1", from.Y),
            ("x2", to.X),
            ("y2", to.Y),
            ("stroke", colour),
            ("stroke-width", width),
            ("stroke-dasharray", dashes ?? "none"));
        _content.Append("/>\n");
    }

    /// <summary>A line through points, each marked by a dot.</summary>
    public void Curve(IReadOnlyList<(double X, double Y)> points, string colour, double width)
    {
        var path = string.Join(
            ' ', points.Select(point => FormattableString.Invariant($"{point.X:0.#},{point.Y:0.#}")));
        Element("polyline", ("points", path), ("fill", "none"), ("stroke", colour), ("stroke-width", width));
        _content.Append("/>\n");
        foreach (var point in points) Dot(point, colour, width + 1.5);
    }

    /// <summary>A dot.</summary>
    public void Dot((double X, double Y) at, string colour, double radius)
    {
        Element("circle", ("cx", at.X), ("cy", at.Y), ("r", radius), ("fill", colour));
        _content.Append("/>\n");
    }

    /// <summary>A text.</summary>
    /// <param name="at">Its baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="anchor">What lies at that point: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="bold">Whether it is bold.</param>
    public void Text((double X, double Y) at, string text, string colour, string anchor = "start", bool bold = false)
    {
        Element(
            "text",
            ("x", at.X),
            ("y", at.Y),
            ("fill", colour),
            ("text-anchor", anchor),
            ("font-weight", bold ? "600" : "400"));
        _content.Append($">{SecurityElement.Escape(text)}</text>\n");
    }

    /// <summary>The whole file.</summary>
    public override string ToString() => $"{_content}</svg>\n";

    private void Element(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _content.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            var text = value is double number
                ? number.ToString("0.#", CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture);
            _content.Append($" {attribute}=\"{SecurityElement.Escape(text)}\"");
        }
    }
}

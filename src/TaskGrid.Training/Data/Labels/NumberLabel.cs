using System.Globalization;

namespace TaskGrid.Training.Data.Labels;

/// <summary>Labels as numbers: decimal or with exponent, a point as the decimal sign, no thousands separators.</summary>
internal static class NumberLabel
{
    /// <summary>Reads a number that is finite as a float.</summary>
    /// <param name="label">The label.</param>
    /// <param name="value">Its value.</param>
    public static bool TryParse(string label, out float value) =>
        float.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    /// <summary>Why a label is not a number that can be learned.</summary>
    /// <param name="label">A label that <see cref="TryParse"/> refuses.</param>
    public static string Problem(string label)
    {
        var finite = !float.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return finite ? $"the label '{Shorten(label)}' is not a number" : $"the label '{label}' is not a finite number";
    }

    /// <summary>A label as messages show it.</summary>
    public static string Shorten(string label) => label.Length <= 60 ? label : label[..60] + "…";
}

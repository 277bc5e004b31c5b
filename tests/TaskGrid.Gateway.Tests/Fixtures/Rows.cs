using System.Globalization;
using System.Text;

namespace TaskGrid.Gateway.Tests.Fixtures;

/// <summary>Small labelled data.</summary>
internal static class Rows
{
    /// <summary>Rows whose words tell the label.</summary>
    public static byte[] Create(int count, int seed = 1)
    {
        var random = new Random(seed);
        string[] good = ["good", "great", "lovely", "fine"], bad = ["bad", "awful", "poor", "dull"];
        var text = new StringBuilder("text\tlabel\n");
        for (var i = 0; i < count; i++)
        {
            var words = i % 2 == 0 ? good : bad;
            text.Append(CultureInfo.InvariantCulture, $"a {words[random.Next(4)]} film , number {random.Next(100)}\t")
                .Append(i % 2 == 0 ? "pos" : "neg").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

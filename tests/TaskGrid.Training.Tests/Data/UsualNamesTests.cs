using System.Text.RegularExpressions;
using TaskGrid.Training.Data.Columns;

namespace TaskGrid.Training.Tests.Data;

public sealed class UsualNamesTests
{
    [Fact]
    public void Names_OfColumns_AreThoseOfTheCommandLinesPage()
    {
        var page = Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, "docs", "cli.md")), @"\s+", " ");

        foreach (var (first, second) in UsualNames.Pairs)
            Assert.Contains($"`{first}` and `{second}`", page, StringComparison.Ordinal);
        foreach (var names in (string[][])[UsualNames.Texts, UsualNames.Labels])
            Assert.Contains($": `{string.Join("`, `", names)}`.", page, StringComparison.Ordinal);
    }
}

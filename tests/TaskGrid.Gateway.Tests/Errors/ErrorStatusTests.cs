using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace TaskGrid.Gateway.Tests.Errors;

public sealed partial class ErrorStatusTests
{
    public static TheoryData<string> Codes => new(
        new[] { typeof(ErrorCodes), typeof(GatewayErrorCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(code => (string)code.GetRawConstantValue()!));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Find_OfEveryCode_IsAnErrorStatus(string code) =>
        Assert.InRange(ErrorStatus.Find(code)!.Value, 400, 599);

    // The groups of codes stand as the statuses do: '| 401, 403 | `a`; `b`, `c` |'.
    [Theory]
    [MemberData(nameof(Codes))]
    public void Document_OfEveryCode_NamesItBesideItsStatus(string code)
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "http-api.md"));
        var told = Row().Matches(document).SelectMany(row => row.Groups[1].Value.Split(", ").Zip(row.Groups[2].Value.Split("; ")))
            .Where(each => Regex.IsMatch(each.Second, $"`{code}`")).Select(each => int.Parse(each.First, CultureInfo.InvariantCulture));
        Assert.Equal([ErrorStatus.Of(code)], told);
    }

    [Fact]
    public void Find_OfAnUnknownCode_IsNull() => Assert.Null(ErrorStatus.Find("unheard_of"));

    [GeneratedRegex(@"^\| (\d{3}(?:, \d{3})*) \| (`.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}

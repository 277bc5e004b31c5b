using System.Reflection;

namespace TaskGrid.Gateway.Tests.Errors;

public sealed class ErrorStatusTests
{
    public static TheoryData<string> Codes => new(
        new[] { typeof(ErrorCodes), typeof(GatewayErrorCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(code => (string)code.GetRawConstantValue()!));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Find_OfEveryCode_IsAnErrorStatus(string code) =>
        Assert.InRange(ErrorStatus.Find(code)!.Value, 400, 599);

    [Fact]
    public void Find_OfAnUnknownCode_IsNull() => Assert.Null(ErrorStatus.Find("unheard_of"));
}

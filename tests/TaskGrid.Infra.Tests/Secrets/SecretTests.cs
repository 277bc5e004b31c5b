using System.Text.RegularExpressions;

namespace TaskGrid.Infra.Tests.Secrets;

public sealed partial class SecretTests
{
    [Fact]
    public void Files_OfInfra_HoldNoSecret()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "infra"), "*", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Secret().IsMatch(File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=AAAA;")]
    [InlineData("https://a.blob.core.windows.net/c?sv=2024-11-04&sig=AAAA")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("key: tg-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("token: hf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Secret_OfEachKind_IsFound(string text) => Assert.Matches(Secret(), text);

    // An account's key, a shared access signature, a private key, a key of TaskGrid's, a token of the hub.
    [GeneratedRegex("AccountKey=|[?&]sig=|PRIVATE KEY|\\btg-[\\w-]{43}|\\bhf_[A-Za-z0-9]{20}")]
    private static partial Regex Secret();
}

using TaskGrid.Infra.Tests.Tools;

namespace TaskGrid.Infra.Tests.Azure;

public sealed class BicepTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra/azure");

    public static TheoryData<string> Files => [.. Names];

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.bicep*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)).Order();

    [ScriptTheory]
    [MemberData(nameof(Files))]
    public void File_OfTheRepository_IsBicep(string file) =>
        Assert.Empty(InfraTools.Check(Path.GetExtension(file)[1..], File.ReadAllText(Path.Combine(Folder, file))));

    [ScriptFact]
    public void Folder_OfTheRepository_UsesNamesThatAreThere() => Assert.Empty(InfraTools.CheckFolder("azure", Folder));

    [ScriptFact]
    public void File_WithoutABrace_IsNoBicep()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "modules/storage.bicep"));

        Assert.NotEmpty(InfraTools.Check("bicep", text[..text.LastIndexOf('}')]));
    }

    [BicepTheory]
    [MemberData(nameof(Files))]
    public void Build_OfTheRepository_HasNeitherErrorsNorWarnings(string file) =>
        Assert.Empty(BicepCompiler.Build(Path.Combine(Folder, file)));

    [BicepFact]
    public void Build_OfAFileWithAWrongProperty_IsAnError()
    {
        using var scratch = new ScratchFolder();
        var text = File.ReadAllText(Path.Combine(Folder, "modules/storage.bicep"));
        File.WriteAllText(
            scratch["storage.bicep"], text.Replace("allowSharedKeyAccess: false", "allowSharedKeyAccess: 'no'", StringComparison.Ordinal));

        Assert.Contains(BicepCompiler.Build(scratch["storage.bicep"]), line => line.Contains("BCP036", StringComparison.Ordinal));
    }

    [ScriptTheory]
    [InlineData("main.bicep", "outputs.serverPrincipalId", "outputs.serverId", "identities has no output 'serverId'.")]
    [InlineData("main.bicep", "part: isReader", "parts: isReader", "storageEndpoint: 'parts' is given")]
    [InlineData("main.bicep", "    sku: storageSku\n", "", "storage: 'sku' is not given.")]
    [InlineData("main.bicep", "sku: storageSku", "sku: storageKind", "'storageKind' is not declared.")]
    [InlineData("main.bicep", "modules/network.bicep", "modules/net.bicep", "there is no modules/net.bicep.")]
    [InlineData("primary.bicepparam", "param kubernetesVersion", "param version", "'kubernetesVersion' is not given.")]
    public void Folder_WrongName_IsFound(string file, string text, string broken, string problem)
    {
        using var scratch = new ScratchFolder();
        foreach (var each in Names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(scratch[each])!);
            File.Copy(Path.Combine(Folder, each), scratch[each]);
        }

        var content = File.ReadAllText(scratch[file]);
        Assert.Contains(text, content, StringComparison.Ordinal);
        File.WriteAllText(scratch[file], content.Replace(text, broken, StringComparison.Ordinal));

        Assert.Contains(
            InfraTools.CheckFolder("azure", scratch.Path), line => line.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Storage_OfTheRepository_IsClosedToTheWorldAndToKeys()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "modules/storage.bicep"));

        Assert.Contains("publicNetworkAccess: 'Disabled'", text, StringComparison.Ordinal);
        Assert.Contains("allowSharedKeyAccess: false", text, StringComparison.Ordinal);
        Assert.Contains("allowBlobPublicAccess: false", text, StringComparison.Ordinal);
    }
}

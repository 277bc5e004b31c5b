using System.Text.Json.Nodes;

namespace TaskGrid.Models.Tests;

public sealed class BaseFolderTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NoSuchBase_SaysHowToImportIt()
    {
        var error = Assert.Throws<TaskGridException>(() => BaseFolder.Open(_folder.Store("nothing")));
        Assert.Equal(ErrorCodes.BaseNotFound, error.Code);
        Assert.Contains("taskgrid base import", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base.json")]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    public async Task Open_FileMissingOrDamaged_IsStoreInvalid(string file)
    {
        var stored = await ImportAsync();
        var path = Path.Combine(stored.Path, file);
        File.WriteAllText(path, "damaged");
        AssertInvalid(() => BaseFolder.Open(stored.Path));
        File.Delete(path);
        AssertInvalid(() => BaseFolder.Open(stored.Path));
    }

    [Theory]
    [InlineData("formatVersion", "2")]
    [InlineData("fingerprint", "\"abc\"")]
    [InlineData("tokenizer", "null")]
    [InlineData("source", "7")]
    public async Task Open_ManifestWithAWrongField_IsStoreInvalid(string field, string value)
    {
        var stored = await ImportAsync();
        var path = Path.Combine(stored.Path, "base.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json[field] = JsonNode.Parse(value);
        File.WriteAllText(path, json.ToJsonString());
        AssertInvalid(() => BaseFolder.Open(stored.Path));
    }

    [Fact]
    public async Task VerifyFingerprint_OneBitOfTheWeightsFlipped_IsStoreInvalid()
    {
        var stored = await ImportAsync();
        stored.VerifyFingerprint();
        var path = Path.Combine(stored.Path, "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        AssertInvalid(() => stored.VerifyFingerprint());
        AssertInvalid(() => BaseModel.Load(BaseFolder.Open(stored.Path)).Dispose());
    }

    [Fact]
    public async Task ReadParameters_WrongBuffer_Throws()
    {
        var stored = await ImportAsync();
        Assert.Throws<ArgumentException>(() => stored.ReadParameters(new float[stored.Layout.Count + 1]));
        Assert.Throws<ArgumentException>(() => stored.ReadPretrainingHead(new float[1]));
    }

    [Fact]
    public async Task ReadParameters_WeightsGone_IsStoreInvalid()
    {
        var stored = await ImportAsync();
        File.Delete(Path.Combine(stored.Path, "model.safetensors"));
        AssertInvalid(() => stored.ReadParameters(new float[stored.Layout.Count]));
    }

    [Fact]
    public async Task Created_AfterImport_IsTheClocksTime()
    {
        var clock = new TestClock();
        await _folder.ImportAsync(
            TestModel.Bert().WriteTo(_folder["source"]), "b", new BaseImportOptions { TimeProvider = clock });
        Assert.Equal(clock.GetUtcNow(), BaseFolder.Open(_folder.Store("b")).Created);
    }

    private async Task<BaseFolder> ImportAsync()
    {
        await _folder.ImportAsync(TestModel.Bert().WriteTo(_folder["source"]));
        return BaseFolder.Open(_folder.Store("b"));
    }

    private void AssertInvalid(Action action)
    {
        var error = Assert.Throws<TaskGridException>(action);
        Assert.Equal(ErrorCodes.StoreInvalid, error.Code);
        Assert.Contains("base 'b'", error.Message, StringComparison.Ordinal);
        Assert.All([error.Message, .. error.Details], text => Assert.DoesNotContain(_folder.Store(""), text, StringComparison.Ordinal));
        Assert.Contains("import the base again", error.Message, StringComparison.Ordinal);
    }
}

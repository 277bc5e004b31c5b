namespace TaskGrid.Models.Tests;

public sealed class HubImportTests : IDisposable
{
    private readonly HubFolder _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task ImportAsync_FromAHub_IsTheSameAsFromAFolder()
    {
        await _test.AssertImportsAsync();
        Assert.Equal(
            $"hf:org/model@{TestHub.Commit}", BaseFolder.Open(_test.Folder.Store("b")).Info.Source);
        // The branch was asked once; all else comes from the commit that it stood for.
        var targets = _test.Hub.Requests.Select(request => request.Target).ToArray();
        Assert.Equal("/org/model/resolve/main/config.json", targets[0]);
        Assert.All(targets[1..], target => Assert.Matches($"/resolve/{TestHub.Commit}/|/storage/", target));
    }

    [Fact]
    public async Task ImportAsync_Shards_AreAllDownloaded()
    {
        _test.Hub.Files.Clear();
        _test.Hub.Load(_test.Model.WriteShardsTo(_test.Folder["shards"], 3));
        await _test.AssertImportsAsync();
    }

    [Fact]
    public async Task ImportAsync_Revision_IsEscaped()
    {
        await _test.ImportAsync("hf:org/model@refs/pr/1");
        Assert.Equal("/org/model/resolve/refs%2Fpr%2F1/config.json", _test.Hub.Requests.First().Target);
    }

    [Fact]
    public async Task ImportAsync_SameCommitAgain_DownloadsNoWeights()
    {
        await _test.ImportAsync();
        var before = _test.Hub.Downloads(HubFolder.Weights).Length;
        Assert.True((await _test.ImportAsync()).Unchanged);
        Assert.Equal(before, _test.Hub.Downloads(HubFolder.Weights).Length);
    }

    [Theory]
    [InlineData("/elsewhere/model.safetensors")]
    [InlineData("model.safetensors?relative")]
    [InlineData("//127.0.0.1:PORT/absolute/model.safetensors")]
    public async Task ImportAsync_MovedModel_IsFollowed(string location)
    {
        var moved = location.Replace("PORT", $"{_test.Hub.Address.Port}", StringComparison.Ordinal);
        _test.Hub.Tamper = (request, reply) =>
            request.Target == $"/org/model/resolve/{TestHub.Commit}/{HubFolder.Weights}"
                ? new HubReply(307, [], ("Location", moved))
                : reply;
        await _test.AssertImportsAsync();
        Assert.Contains(_test.Hub.Requests, request => request.Target.EndsWith(
            moved.Split('/')[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task ImportAsync_EndlessRedirection_EndsWithAnError()
    {
        _test.Hub.Tamper = (request, _) => new HubReply(302, [], ("Location", request.Target));
        Assert.Contains("redirects", (await _test.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_RedirectionToAFile_IsRefused()
    {
        _test.Hub.Tamper = (_, _) => new HubReply(302, [], ("Location", "file:///etc/passwd"));
        Assert.Contains("not safe", (await _test.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_Token_GoesToTheHubOnly()
    {
        using var storage = new TestHub();
        storage.Load(_test.Folder["source"]);
        _test.Hub.Tamper = (_, reply) => reply with
        {
            Headers = [.. reply.Headers.Select(header => header.Name == "Location"
                ? (header.Name, new Uri(storage.Address, header.Value).AbsoluteUri) : header)],
        };
        await _test.ImportAsync(token: "secret-token");
        Assert.All(
            _test.Hub.Requests, request => Assert.Equal("Bearer secret-token", request.Headers["Authorization"]));
        Assert.NotEmpty(storage.Requests);
        Assert.All(storage.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task ImportAsync_PickledWeightsOnly_AreRefusedWithoutDownload()
    {
        _test.Hub.Files.TryRemove(HubFolder.Weights, out _);
        _test.Hub.Files["pytorch_model.bin"] = new byte[100];
        var error = await _test.Folder.RefuseAsync(ErrorCodes.PickleRefused, HubFolder.Source, _test.Options());
        Assert.Contains("pytorch_model.bin", error.Message, StringComparison.Ordinal);
        Assert.Empty(_test.Hub.Downloads("pytorch_model.bin"));
    }

    [Fact]
    public async Task ImportAsync_UnsupportedModel_DownloadsNoWeightsAndKeepsNothing()
    {
        _test.Hub.Files["config.json"] = """{"model_type":"gpt2"}"""u8.ToArray();
        var error = await _test.Folder.RefuseAsync(ErrorCodes.BaseUnsupported, HubFolder.Source, _test.Options());
        Assert.Contains(HubFolder.Source, error.Message, StringComparison.Ordinal);
        Assert.Empty(_test.Hub.Downloads(HubFolder.Weights));
        Assert.Empty(Directory.GetFileSystemEntries(_test.Cache));
    }

    [Fact]
    public async Task ImportAsync_ModelWithoutFiles_ListsTheMissingFiles()
    {
        _test.Hub.Files.Clear();
        var error = await _test.Folder.RefuseAsync(ErrorCodes.BaseInvalid, HubFolder.Source, _test.Options());
        Assert.Equal(3, error.Details.Count);
        Assert.Contains(HubFolder.Source, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hf:")]
    [InlineData("hf:org/../model")]
    [InlineData("hf:org/model/more")]
    [InlineData("hf:org/model@")]
    [InlineData("hf:org/mo del")]
    public async Task ImportAsync_NameThatIsNone_IsAnInvalidArgument(string source) =>
        await _test.Folder.RefuseAsync(ErrorCodes.InvalidArgument, source, _test.Options());
}

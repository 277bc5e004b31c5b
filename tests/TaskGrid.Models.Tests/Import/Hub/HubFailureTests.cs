using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TaskGrid.Models.Tests;

public sealed class HubFailureTests : IDisposable
{
    private readonly HubFolder _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task ImportAsync_CutConnections_AreResumedWhereTheyWereCut()
    {
        var size = _test.Hub.Files[HubFolder.Weights].Length;
        TamperWithWeights((request, reply) =>
            request.From < size * 2 / 3 ? reply with { StopsAfter = size / 3 } : reply);
        await _test.AssertImportsAsync();
        Assert.Equal([0, size / 3, size / 3 * 2], _test.Hub.Downloads(HubFolder.Weights)[..3]);
    }

    [Fact]
    public async Task ImportAsync_ServerThatIgnoresRanges_IsReadFromTheStart()
    {
        var attempts = 0;
        TamperWithWeights((request, reply) => ++attempts == 1
            ? reply with { StopsAfter = 1000 }
            : new HubReply(200, _test.Hub.Files[HubFolder.Weights]));
        await _test.AssertImportsAsync();
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task ImportAsync_FileChangedBetweenParts_IsReadFromTheStart()
    {
        var changed = SafetensorsBytes.Of(TestModel.Bert(seed: 9).Tensors);
        TamperWithWeights((_, reply) =>
        {
            if (_test.Hub.Files[HubFolder.Weights] == changed) return reply;
            _test.Hub.Files[HubFolder.Weights] = changed;
            return reply with { StopsAfter = 1000 };
        });
        var result = await _test.ImportAsync();
        var expected = await _test.Folder.ImportAsync(TestModel.Bert(seed: 9).WriteTo(_test.Folder["other"]), "other");
        Assert.Equal(expected.Info.Fingerprint, result.Info.Fingerprint);
    }

    // Small files have no hash: only their tags keep two contents from being mixed.
    [Fact]
    public async Task ImportAsync_SmallFileChangedBetweenParts_IsNotMixed()
    {
        string[] tokens = ["[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "x", "y", "z"];
        var changed = Encoding.UTF8.GetBytes(string.Join('\n', tokens));
        _test.Hub.Tamper = (request, reply) =>
        {
            if (request.File != "vocab.txt" || _test.Hub.Files["vocab.txt"] == changed) return reply;
            _test.Hub.Files["vocab.txt"] = changed;
            return reply with { StopsAfter = 12 };
        };
        await _test.ImportAsync();
        Assert.Equal(tokens, BaseFolder.Open(_test.Folder.Store("b")).ReadVocabulary().Tokens.AsEnumerable());
    }

    [Fact]
    public async Task ImportAsync_Killed_IsResumedByTheNextImport()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new SynchronousProgress(step =>
        {
            if (step.Item == HubFolder.Weights && step.Bytes == 5000) cancellation.Cancel();
        });
        var killed = Until(cancellation.Token);
        TamperWithWeights((request, reply) =>
            request.From == 0 ? reply with { StopsAfter = 5000, SilentUntil = killed } : reply);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _test.Folder.ImportAsync(
            HubFolder.Source, "b", _test.Options(), progress, cancellation.Token));
        Assert.Equal(5000, new FileInfo(_test.Part!).Length);
        _test.Folder.AssertNoTrace("b");

        await _test.AssertImportsAsync();
        Assert.Equal([0, 5000], _test.Hub.Downloads(HubFolder.Weights));
    }

    [Fact]
    public async Task ImportAsync_KilledBeforeTheCheck_OnlyChecks()
    {
        TamperWithWeights((request, reply) => reply with { StopsAfter = request.From == 0 ? 1000 : 0 });
        await _test.RefuseAsync();
        File.WriteAllBytes(_test.Part!, _test.Hub.Files[HubFolder.Weights]);
        _test.Hub.Tamper = (_, reply) => reply;
        await _test.AssertImportsAsync();
        Assert.Equal(_test.Hub.Files[HubFolder.Weights].Length, _test.Hub.Downloads(HubFolder.Weights)[^1]);
    }

    [Fact]
    public async Task ImportAsync_Silence_IsGivenUpAndResumed()
    {
        var silent = new TaskCompletionSource();
        var progress = new SynchronousProgress(step =>
        {
            if (step.Item != HubFolder.Weights || step.Bytes != 1000) return;
            ThreadPool.QueueUserWorkItem(_ => _test.Clock.PassSilence());
        });
        TamperWithWeights((request, reply) => request.From == 0
            ? reply with { StopsAfter = 1000, SilentUntil = silent.Task } : reply);
        await _test.Folder.ImportAsync(HubFolder.Source, "b", _test.Options(), progress);
        silent.SetResult();
        Assert.Equal([0, 1000], _test.Hub.Downloads(HubFolder.Weights));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ImportAsync_BusyServer_IsAskedAgainWithGrowingWaits(int status)
    {
        var left = 3;
        _test.Hub.Tamper = (_, reply) => left-- > 0 ? new HubReply(status, []) : reply;
        await _test.AssertImportsAsync();
        Assert.Equal([1, 2, 4], _test.Clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task ImportAsync_BusyServerThatNamesAWait_WaitsAsLong()
    {
        var left = 1;
        _test.Hub.Tamper = (_, reply) => left-- > 0 ? new HubReply(503, [], ("Retry-After", "17")) : reply;
        await _test.ImportAsync();
        Assert.Equal([17], _test.Clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task ImportAsync_ServerThatStaysBusy_GivesUpAndSaysWhatToDo()
    {
        _test.Hub.Tamper = (_, _) => new HubReply(503, []);
        var error = await _test.RefuseAsync();
        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.Contains("HF_ENDPOINT", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, _test.Hub.Requests.Count);
    }

    [Fact]
    public async Task ImportAsync_NobodyListens_SaysSo()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        var options = new BaseImportOptions
        {
            Hub = new HubOptions { Endpoint = address, CacheFolder = _test.Cache }, TimeProvider = _test.Clock,
        };
        var error = await _test.Folder.RefuseAsync(ErrorCodes.DownloadFailed, HubFolder.Source, options);
        Assert.Contains("connection failed", error.Message, StringComparison.Ordinal);
        Assert.Contains(address.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "RepoNotFound", "no such model")]
    [InlineData(404, "RevisionNotFound", "no such model or revision")]
    [InlineData(401, "GatedRepo", "HF_TOKEN")]
    [InlineData(403, "", "HF_TOKEN")]
    [InlineData(410, "", "410")]
    public async Task ImportAsync_Refusal_IsExplained(int status, string code, string explanation)
    {
        _test.Hub.Tamper = (_, _) => new HubReply(status, [], ("X-Error-Code", code));
        var error = await _test.RefuseAsync(token: "secret-token");
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_WrongLength_IsRefused()
    {
        TamperWithWeights((_, reply) => reply with { Body = [.. reply.Body, 0] });
        Assert.Contains("bytes", (await _test.RefuseAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_WrongContent_IsRefusedByItsHash()
    {
        TamperWithWeights((_, reply) => reply with { Body = [.. reply.Body[..^1], (byte)~reply.Body[^1]] });
        Assert.Contains("SHA-256", (await _test.RefuseAsync()).Message, StringComparison.Ordinal);
        Assert.Null(_test.Part);
        Assert.Equal(3, _test.Hub.Downloads(HubFolder.Weights).Length);
    }

    [Fact]
    public async Task ImportAsync_WrongContentOnce_IsDownloadedAgain()
    {
        var attempts = 0;
        TamperWithWeights((_, reply) => ++attempts == 1
            ? reply with { Body = [.. reply.Body[..^1], (byte)~reply.Body[^1]] } : reply);
        await _test.AssertImportsAsync();
    }

    [Fact]
    public async Task ImportAsync_TwoAtOnce_TheSecondIsToldToWait()
    {
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        TamperWithWeights((_, reply) =>
        {
            reached.TrySetResult();
            goOn.Task.GetAwaiter().GetResult();
            return reply;
        });
        var first = _test.ImportAsync();
        await reached.Task;
        var error = await Assert.ThrowsAsync<TaskGridException>(() => _test.ImportAsync(name: "c"));
        goOn.SetResult();
        await first;
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains("wait", error.Message, StringComparison.Ordinal);
    }

    private void TamperWithWeights(Func<HubRequest, HubReply, HubReply> tamper) =>
        _test.Hub.Tamper = (request, reply) =>
            request is { Method: "GET", File: HubFolder.Weights } && reply.Status != 302
                ? tamper(request, reply)
                : reply;

    private static Task Until(CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource();
        cancellationToken.Register(() => source.TrySetResult());
        return source.Task;
    }
}

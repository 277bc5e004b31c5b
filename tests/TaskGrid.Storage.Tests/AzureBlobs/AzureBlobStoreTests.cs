using Azure.Core;
using Azure.Storage.Blobs;
using TaskGrid.Storage.Tests.Suite;

namespace TaskGrid.Storage.Tests.AzureBlobs;

[Collection(AzuriteGroup.Name)]
public sealed class AzureBlobStoreTests(Azurite azurite) : BlobStoreTests, INeedsAzurite
{
    private readonly string _container = $"c{Guid.NewGuid():N}";

    [StoreFact]
    public async Task Open_Prefix_IsAStoreOfItsOwn()
    {
        var store = Open($"azure:{_container}/some/prefix");
        await store.WriteBytesAsync("k", [1], BlobCondition.None);
        await Open($"azure:{_container}").WriteBytesAsync("k", [2], BlobCondition.None);

        Assert.Equal(["k"], (await KeysOf(store, "")).Select(blob => blob.Key));
        Assert.Equal(["k", "some/prefix/k"], (await KeysOf(Open(), "")).Select(blob => blob.Key));
        Assert.Equal($"{azurite.Endpoint}/{_container}/some/prefix", store.Name);
    }

    [StoreFact]
    public async Task Open_SignedUrl_WorksAndIsNotNamed()
    {
        await Open().WriteBytesAsync("k", [1], BlobCondition.None);
        var url = new BlobContainerClient(azurite.Connection, _container).GenerateSasUri(
            Azure.Storage.Sas.BlobContainerSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1));

        var store = Open(url.ToString());
        Assert.Equal([1], (await store.ReadBytesAsync("k", 1))!.Bytes);
        Assert.NotNull(await store.WriteBytesAsync("l", [1], BlobCondition.IfAbsent));
        Assert.Equal($"{azurite.Endpoint}/{_container}", store.Name);
    }

    [StoreFact]
    public async Task Read_SignatureIsExpired_SaysWhatToCheckAndNoSecret()
    {
        await Open().WriteBytesAsync("k", [1], BlobCondition.None);
        var url = new BlobContainerClient(azurite.Connection, _container).GenerateSasUri(
            Azure.Storage.Sas.BlobContainerSasPermissions.All, DateTimeOffset.UtcNow.AddHours(-1));

        var error = await Assert.ThrowsAsync<TaskGridException>(() => Open(url.ToString()).FindAsync("k"));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains("403", error.Message, StringComparison.Ordinal);
        Assert.Contains("expired", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Read_WrongKey_SaysWhatToCheckAndNoSecret()
    {
        var key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        var connection = azurite.Connection.Replace(AzuriteProcess.Key, key, StringComparison.Ordinal);
        var store = BlobStores.Open($"azure:{_container}", connection, Options());

        var error = await Assert.ThrowsAsync<TaskGridException>(() => store.FindAsync("k"));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains("403", error.Message, StringComparison.Ordinal);
        Assert.Contains("clock", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Write_NoSuchContainerAndNotAllowedToMakeIt_SaysSo()
    {
        var url = new BlobContainerClient(azurite.Connection, _container).GenerateSasUri(
            Azure.Storage.Sas.BlobContainerSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1));

        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => Open(url.ToString()).WriteBytesAsync("k", [1], BlobCondition.None));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains("404 ContainerNotFound", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Write_AnswerOfTheFirstTryIsLost_TheRetryFindsThatItWasDone()
    {
        await Open().WriteBytesAsync("other", [1], BlobCondition.None);
        var options = Options();
        var lossy = new LossyPolicy();
        options.AddPolicy(lossy, HttpPipelinePosition.PerRetry);
        var store = BlobStores.Open($"azure:{_container}", azurite.Connection, options);

        var eTag = await store.WriteBytesAsync("k", [1], BlobCondition.IfAbsent);
        Assert.Equal(1, lossy.Lost);
        Assert.NotNull(eTag);
        Assert.Equal(eTag, (await store.FindAsync("k"))!.ETag);
        Assert.Null(await store.WriteBytesAsync("k", [2], BlobCondition.IfAbsent));

        var next = await store.WriteBytesAsync("k", [3], BlobCondition.IfMatch(eTag));
        Assert.Equal(3, lossy.Lost);
        Assert.Equal(next, (await store.FindAsync("k"))!.ETag);
        Assert.Null(await store.WriteBytesAsync("k", [4], BlobCondition.IfMatch(eTag)));
    }

    protected override IBlobStore Open() => Open($"azure:{_container}");

    protected override IBlobStore OpenUnavailable()
    {
        // Port 1 of this machine: nothing listens there.
        var connection = azurite.Connection.Replace(azurite.Endpoint, "http://127.0.0.1:1/x", StringComparison.Ordinal);
        return BlobStores.Open($"azure:{_container}", connection, Options());
    }

    private static BlobClientOptions Options()
    {
        var options = AzureLocation.DefaultOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxRetries = 2;
        return options;
    }

    private IBlobStore Open(string location) => BlobStores.Open(location, azurite.Connection, Options());
}

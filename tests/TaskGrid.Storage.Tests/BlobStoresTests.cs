using Azure.Storage.Blobs;

namespace TaskGrid.Storage.Tests;

public sealed class BlobStoresTests
{
    private const string Connection = "AccountName=some;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    [Theory]
    [InlineData("./some/folder")]
    [InlineData("some folder")]
    [InlineData("/some/folder:with-a-colon")]
    public void Open_Path_IsAFolder(string location)
    {
        var store = Assert.IsType<FileBlobStore>(BlobStores.Open(location));
        Assert.Equal(Path.GetFullPath(location), store.Name);
    }

    [Theory]
    [InlineData("azure:box", "https://some.blob.core.windows.net/box")]
    [InlineData("azure:box/a/b/", "https://some.blob.core.windows.net/box/a/b")]
    [InlineData("https://some.blob.core.windows.net/box", "https://some.blob.core.windows.net/box")]
    [InlineData("https://some.blob.core.windows.net/box/a/", "https://some.blob.core.windows.net/box/a")]
    [InlineData(
        "https://some.blob.core.windows.net/box/a?sv=2022-11-02&sr=c&sp=rwdl&sig=SECRET",
        "https://some.blob.core.windows.net/box/a")]
    public void Open_Container_IsNamedWithoutSecrets(string location, string name) =>
        Assert.Equal(name, Assert.IsType<AzureBlobStore>(Open(location)).Name);

    [Theory]
    [InlineData("", "Nothing is named")]
    [InlineData("s3:bucket", "'s3:' is not known")]
    [InlineData("ftp://host/box", "'ftp:' is not known")]
    [InlineData("http://some.blob.core.windows.net/box?sig=SECRET", "Use https")]
    [InlineData("https://some.blob.core.windows.net", "not the name of a container")]
    [InlineData("https://some.blob.core.windows.net/Box", "'Box' is not the name of a container")]
    [InlineData("https://me:SECRET@some.blob.core.windows.net/box", "user or password")]
    [InlineData("https://some.blob.core.windows.net/box?SECRET=1", "not a shared access signature")]
    [InlineData("https://some.blob.core.windows.net/box/.a?sig=SECRET", "is not the key of a blob")]
    [InlineData("azure:", "'' is not the name of a container")]
    [InlineData("azure:box/../other", "is not the key of a blob")]
    public void Open_AnythingElse_SaysWhatIsWrongAndNoSecret(string location, string problem)
    {
        var error = Assert.Throws<TaskGridException>(() => Open(location));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "TASKGRID_AZURE_CONNECTION")]
    [InlineData("AccountKey=SECRET", "TASKGRID_AZURE_CONNECTION")]
    [InlineData("SECRET", "TASKGRID_AZURE_CONNECTION")]
    [InlineData("AccountName=some;AccountKey=SECRET!;EndpointSuffix=core.windows.net", "TASKGRID_AZURE_CONNECTION")]
    public void Open_ConnectionIsMissingOrWrong_SaysSoAndNoSecret(string? connection, string problem)
    {
        var error = Assert.Throws<TaskGridException>(
            () => BlobStores.Open("azure:box", connection, new BlobClientOptions()));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    private static IBlobStore Open(string location) => BlobStores.Open(location, Connection, new BlobClientOptions());
}

namespace TaskGrid.Torch.Tests.Runtime;

public sealed class TorchSharpLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-library-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reason_NoLibrary_NamesThePlatform() =>
        Assert.Matches(@"there is none for \S+\.$", TorchSharpLibrary.Reason(_folder));

    [Fact]
    public void Reason_LibraryThatDoesNotLoad_IsWhatTheLoaderSays()
    {
        File.WriteAllText(Path.Combine(_folder, "libLibTorchSharp.so"), "not a library");

        Assert.Contains("libLibTorchSharp.so", TorchSharpLibrary.Reason(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_SaysWhatToDo()
    {
        var failure = TorchSharpLibrary.Failure("it is of another kind.", null);

        Assert.Equal(ErrorCodes.NativeMissing, failure.Code);
        Assert.Contains("-p:TaskGridTensors=system", failure.Message, StringComparison.Ordinal);
    }
}

using TaskGrid.Training.Methods;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Tests.Runs;

public sealed class MemoryCheckTests
{
    [Fact]
    public void Require_TooLittleMemory_SaysWhatIsNeededAndWhatToDo()
    {
        var refused = Assert.Throws<TaskGridException>(
            () => MemoryCheck.Require(MethodCatalog.Get("diff-pruning"), 334_000_000, 8_000_000_000));
        Assert.Equal(ErrorCodes.OutOfMemory, refused.Code);
        Assert.Contains("9.4 GB", refused.Message);
        Assert.Contains("--method fish", refused.Message);
    }

    [Fact]
    public void Require_EnoughMemory_IsQuiet() =>
        MemoryCheck.Require(MethodCatalog.Get("fish"), 334_000_000, 8_000_000_000);
}

namespace TaskGrid.Orleans.Tests;

public sealed class OrleansEngineTests
{
    [Fact]
    public void Require_InABuildWithoutTheEngine_SaysWhatIsMissing()
    {
        var problem = Record.Exception(OrleansEngine.Require);
        if (OrleansEngine.IsBuilt)
        {
            Assert.Null(problem);
            return;
        }

        Assert.Equal(ErrorCodes.EngineMissing, Assert.IsType<TaskGridException>(problem).Code);
        Assert.Contains("Microsoft.Orleans.Server", problem.Message, StringComparison.Ordinal);
    }
}

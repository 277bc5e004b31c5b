namespace TaskGrid.Tests.Grid;

/// <summary>What is declared of tasks, and what their versions tell.</summary>
public abstract partial class TaskGridTests
{
    [Fact]
    public async Task Job_PublishedNowhere_MakesAVersionThatNoAliasNames()
    {
        var grid = Grid("t-aside");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id) with { PublishTo = null });
        Assert.Equal(1, (await GridData.EndAsync(grid, job.Id)).Result!.Version);

        Assert.Empty((await grid.Tasks.GetAsync("reviews")).Aliases);
        var request = new PredictRequest { Model = "reviews", Inputs = [new("a good film")] };
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.PredictAsync(request));
        Assert.Equal(ErrorCodes.AliasNotFound, error.Code);
        Assert.Contains("v1", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await grid.PredictAsync(request with { Model = "reviews@v1" })).Version);
    }
}

namespace TaskGrid.Node.Tests.Jobs;

public sealed class StepMarkTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mark_OpenedAgain_KnowsTheStepOfItsLastOwnerOnly()
    {
        using (var mark = StepMark.Open(_folder["step"]))
        {
            Assert.Null(mark.StepOf(1));
            mark.Begin(1);
            Assert.Equal(0, mark.StepOf(1));
            mark.Step = 17;
        }

        using var again = StepMark.Open(_folder["step"]);
        Assert.Equal((17, null), (again.StepOf(1), again.StepOf(2)));
        again.Begin(3);
        Assert.Equal((null, 0), (again.StepOf(1), again.StepOf(3)));
    }

    // The memory of a file without room on the disk would end the process.
    [DiskFact]
    public void Open_OnAFullDisk_IsRefused()
    {
        using var disk = SmallDisk.TryMount(1, out _)!;
        disk.Fill();
        Assert.Throws<IOException>(() =>
        {
            using var mark = StepMark.Open(Path.Combine(disk.Path, "step"));
            mark.Begin(1);
        });
    }
}

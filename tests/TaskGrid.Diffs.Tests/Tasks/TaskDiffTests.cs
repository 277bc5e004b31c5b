namespace TaskGrid.Diffs.Tests.Tasks;

public sealed class TaskDiffTests
{
    private readonly TaskDiff _diff = new RandomDiffs(1).TaskDiff();

    [Fact]
    public void CheckBase_ItsOwn_Passes() => _diff.CheckBase(_diff.Base, _diff.Diff.Layout);

    [Fact]
    public void CheckBase_OtherFingerprint_IsRefusedWithBoth()
    {
        var other = Fingerprint.FromHash([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var exception = Assert.Throws<TaskGridException>(() => _diff.CheckBase(other, _diff.Diff.Layout));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, exception.Code);
        Assert.Contains(other.Hex, exception.Message, StringComparison.Ordinal);
        Assert.Contains(_diff.Base.Hex, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckBase_OtherLayout_IsRefused()
    {
        var exception = Assert.Throws<TaskGridException>(
            () => _diff.CheckBase(_diff.Base, ParameterLayout.Create([("a", [1])])));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, exception.Code);
    }

    [Fact]
    public void Head_UnknownTensor_IsRefusedWithTheNamesItHas()
    {
        Assert.Equal("bias", _diff.Head["bias"].Name);
        var exception = Assert.Throws<TaskGridException>(() => _diff.Head["pooler"]);
        Assert.Contains("weight, bias", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TaskKindNames_RoundTrip()
    {
        foreach (var kind in Enum.GetValues<TaskKind>())
        {
            Assert.True(TaskKindNames.TryParse(kind.Name(), out var parsed));
            Assert.Equal(kind, parsed);
        }

        Assert.False(TaskKindNames.TryParse("Ranking", out _));
        Assert.False(TaskKindNames.TryParse(null, out _));
    }
}

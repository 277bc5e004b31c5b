using System.Reflection;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Output;

public sealed class ExitCodesTests
{
    [Fact]
    public void Of_EveryErrorCode_IsDecided()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);
        var failures = codes.Where(code => ExitCodes.Of(code) == ExitCodes.Failure);

        // A new code belongs into ExitCodes.Of or, if it means failed work, here.
        Assert.Equal([ErrorCodes.NativeFailed, ErrorCodes.TrainingDiverged, ErrorCodes.JobCrashed], failures);
    }

    [Theory]
    [InlineData(ErrorCodes.InvalidArgument, 2)]
    [InlineData(ErrorCodes.TaskNotFound, 3)]
    [InlineData(ErrorCodes.DataInvalid, 4)]
    [InlineData(ErrorCodes.DiffBaseMismatch, 5)]
    [InlineData(ErrorCodes.NativeMissing, 6)]
    [InlineData(ErrorCodes.Cancelled, 130)]
    public void Of_KnownCodes_KeepTheirMeaning(string code, int exitCode) => Assert.Equal(exitCode, ExitCodes.Of(code));

    [Fact]
    public void All_Codes_AreDistinct() =>
        Assert.Distinct(ExitCodes.All.Select(entry => entry.Code));
}

namespace TaskGrid.Torch.Tests;

public sealed class NativeEnvironmentTests
{
    private static readonly Processor Plain = new() { Model = "Plain", LogicalThreads = 4, PhysicalCores = 2 };

    private static readonly (string, string) Always = ("UCX_HANDLE_ERRORS", "none");

    [Fact]
    public void Wanted_OnAPlainProcessor_LeavesSignalsToDotNet() =>
        Assert.Equal([Always], NativeEnvironment.Wanted(Plain, _ => null));

    [Fact]
    public void Wanted_OnAvx512_NamesAKernelThatOldOpenBlasHas() => Assert.Equal(
        [Always, ("OPENBLAS_CORETYPE", "SKYLAKEX")],
        NativeEnvironment.Wanted(Plain with { HasAvx512 = true, HasBf16 = true }, _ => null));

    [Fact]
    public void Wanted_WithHiddenTiles_KeepsOneDnnFromAmx() => Assert.Equal(
        [Always, ("OPENBLAS_CORETYPE", "SKYLAKEX"), ("ONEDNN_MAX_CPU_ISA", "AVX512_CORE_BF16")],
        NativeEnvironment.Wanted(Plain with { HasAvx512 = true, HidesAmxTiles = true }, _ => null));

    [Theory]
    [InlineData("ONEDNN_MAX_CPU_ISA")]
    [InlineData("DNNL_MAX_CPU_ISA")]
    public void Wanted_WhatTheUserSet_StaysAsItIs(string name) => Assert.Equal([Always], NativeEnvironment.Wanted(
        Plain with { HidesAmxTiles = true }, variable => variable == name ? "AVX2" : null));

    [Fact]
    public void Set_AVariable_ReachesNativeCodeAndChildren()
    {
        const string name = "TASKGRID_TEST_VARIABLE";
        NativeEnvironment.Set([(name, "ü 1")]);
        Assert.Equal("ü 1", NativeEnvironment.Get(name));
        Assert.Equal("ü 1", Environment.GetEnvironmentVariable(name));
    }
}

namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>What the native library's build asks of the compiler.</summary>
public sealed class NativeBuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("my torch")]
    [InlineData("./my torch/../my torch/")]
    public void Build_LibtorchInAnyFolder_IsNamedInFull(string libtorch)
    {
        Touch("my torch/include/ATen/core/Tensor.h");
        foreach (var file in (string[])["libtorch_cpu.so", "libc10.so"]) Touch($"my torch/lib/{file}");
        var calls = _folder.File("calls");
        var compiler = _folder.Write("compiler", $"#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{calls}'\n");
        CliProcess.RunProgram("chmod", _folder.Path, "+x", compiler);

        var outcome = CliProcess.RunProgram(
            "env", _folder.Path, $"LIBTORCH={libtorch}", $"CXX={compiler}", "CXXFLAGS=-g -Wextra", "sh",
            RepositoryFolder.File("src", "TaskGrid.Torch", "Native", "build.sh"), _folder.File("out/library.so"));

        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        var arguments = File.ReadAllLines(calls);
        var (include, library) = (_folder.File("my torch/include"), _folder.File("my torch/lib"));
        Assert.All(
            [include, include + "/torch/csrc/api/include", "-L" + library, "-Wl,-rpath," + library, "-g", "-Wextra"],
            argument => Assert.Contains(argument, arguments));
    }

    private void Touch(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), "");
    }
}

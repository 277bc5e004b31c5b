using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Version_OfLibtorch_IsANumber() =>
        Assert.True(System.Version.TryParse(TorchRuntime.Version, out var version) && version.Major >= 1);

    [Fact]
    public void SetThreads_ToOne_IsWhatOperatorsUse()
    {
        var before = TorchRuntime.Threads;
        TorchRuntime.SetThreads(1);
        Assert.Equal(1, get_num_threads());
        TorchRuntime.SetThreads(before);
        Assert.Equal(before, TorchRuntime.Threads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void SetThreads_OutOfRange_NamesTheRange(int count)
    {
        var exception = Assert.Throws<TaskGridException>(() => TorchRuntime.SetThreads(count));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
        Assert.Contains("1 to 1024", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_OfTheProcessor_IsTheProcessor() => Assert.Equal(DeviceType.CPU, TorchRuntime.Device("cpu").type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:0:1")]
    [InlineData("cuda:1000")]
    [InlineData("cuda: 1")]
    [InlineData("CUDA")]
    [InlineData("")]
    public void Device_ThatIsNoName_IsRefused(string name)
    {
        var exception = Assert.Throws<TaskGridException>(() => TorchRuntime.Device(name));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
        Assert.Contains($"'{name}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_ThatIsNotHere_IsUnavailable()
    {
        var exception = Assert.Throws<TaskGridException>(() => TorchRuntime.Device("cuda:99"));
        Assert.Equal(ErrorCodes.DeviceUnavailable, exception.Code);
        Assert.Contains("'cuda:99'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_Auto_IsADeviceThatIsHere() =>
        Assert.Equal(cuda.is_available() ? "cuda:0" : "cpu", TorchRuntime.Device("auto").ToString());

    [CudaFact]
    public void Send_ToCuda_ArrivesAsItWas()
    {
        using var scope = NewDisposeScope();
        var host = arange(1000, ScalarType.Float32);
        var there = DeviceMemory.Send(host, TorchRuntime.Device("cuda"));
        Assert.Equal(DeviceType.CUDA, there.device_type);
        Assert.True(host.allclose(there.cpu(), 0, 0));
    }

    [Fact]
    public void Products_InBf16_DoNotCrashTheProcess()
    {
        using var scope = NewDisposeScope();
        var product = ones([256, 512], bfloat16).matmul(ones([512, 128], bfloat16));
        Assert.Equal(512, product.to(float32).max().ToSingle());
        Assert.Equal(512, product.to(float32).min().ToSingle());
    }

    // libtorch makes a pool of threads anew whenever it is told their number, and they take the name of the thread that tells.
    [Fact]
    public void SetThreads_ToWhatTheyAre_StartsNone()
    {
        List<string> first = [], then = [];
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() =>
        {
            TorchRuntime.SetThreads(3);
            TorchRuntime.SetThreads(4);
            first = Own();
            for (var i = 0; i < 4; i++) TorchRuntime.SetThreads(4);
            then = Own();
        }))
        {
            Name = "sets threads",
        };
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.Empty(then.Except(first)); // some of the first may still have been about to end

        static List<string> Own()
        {
            var own = new List<string>();
            foreach (var task in Directory.GetDirectories("/proc/self/task"))
            {
                try
                {
                    if (File.ReadAllText(Path.Combine(task, "comm")).Trim() == "sets threads") own.Add(task);
                }
                catch (IOException)
                {
                    // It has ended since.
                }
            }

            return own;
        }
    }
}

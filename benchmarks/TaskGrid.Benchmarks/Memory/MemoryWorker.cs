using System.CommandLine;
using System.Text.Json;
using TaskGrid.Models;
using TaskGrid.Proofs.Processes;
using TaskGrid.Torch;
using TaskGrid.Training;
using TaskGrid.Training.Data;
using TaskGrid.Training.Runs;

namespace TaskGrid.Benchmarks.Memory;

/// <summary>The hidden command that trains once, from texts to a diff: reads a <see cref="MemorySetup"/>, answers with
/// <see cref="MemoryTaken"/>.</summary>
internal static class MemoryWorker
{
    /// <summary>The command's name.</summary>
    public const string CommandName = "memory-worker";

    private const int TrainBatches = 12, DevRows = 64;

    /// <summary>The hidden command.</summary>
    public static Command Command { get; } = Create();

    private static Command Create()
    {
        var command = new Command(CommandName, "Trains once for 'memory'.") { Hidden = true };
        command.SetAction(_ => Run(Console.In, Console.Out));
        return command;
    }

    private static int Run(TextReader input, TextWriter output)
    {
        var setup = JsonSerializer.Deserialize<MemorySetup>(input.ReadLine()!, JsonSerializerOptions.Web)!;
        TorchRuntime.SetThreads(setup.Threads);
        using var model = BaseModel.Load(BaseFolder.Open(setup.BaseFolder));
        var spec = new TrainSpec
        {
            Task = "memory", Base = "memory", TrainFile = "", Method = setup.Method, BatchSize = setup.Rows, MaxLength = setup.Length, Epochs = 1,
        };
        var data = Data(setup);
        var settings = TrainSettings.Resolve(spec, model.Config, data.Train.Count, setup.Threads, setup.Half);
        var expected = TrainingMemory.Of(model.Config, model.Layout.Count, setup.Method, settings);

        // What the runtime and the libraries take for the first pass is the process's, whatever it trains.
        TextEncoder.Encode(model, new TextInput(data.Dev[0].Text));
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5"); // the peak begins anew
        var before = ProcessStatus.Bytes(Environment.ProcessId, "VmRSS");
        TaskTrainer.Train(model, data, spec, settings);
        var taken = ProcessStatus.Bytes(Environment.ProcessId, "VmHWM") - before;
        output.WriteLine(JsonSerializer.Serialize(
            new MemoryTaken(Math.Max(expected.FirstBytes, expected.LastBytes), taken), JsonSerializerOptions.Web));
        output.Flush();
        return 0;
    }

    private static TaskData Data(MemorySetup setup)
    {
        var random = new Random(1);
        TaskRows Rows(int count) => new(
        [
            .. Enumerable.Range(0, count).Select(row => new TaskRow(
                string.Join(' ', Enumerable.Range(0, setup.Length).Select(_ => $"w{random.Next(1000)}")), null, row % 2)),
        ]);
        return new TaskData
        {
            Kind = TaskKind.Classification,
            Labels = ["no", "yes"],
            Train = Rows(TrainBatches * setup.Rows),
            Dev = Rows(DevRows),
            DevHeldOut = false,
        };
    }
}

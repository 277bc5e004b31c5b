using System.Diagnostics;
using System.Text.Json;
using TaskGrid.Proofs.Processes;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>
/// Stands between the training loop and the process that asks for rounds: the loop waits here until the next round is
/// asked for.
/// </summary>
/// <param name="input">Where rounds are asked for.</param>
/// <param name="output">Where times go.</param>
internal sealed class StepSession(TextReader input, TextWriter output)
{
    private readonly List<double> _seconds = [];
    private int _left;
    private long _start;
    private TimeSpan _cpuStart;

    /// <summary>Waits for the first round.</summary>
    public void Begin() => Wait();

    /// <summary>Counts a step, and at the end of a round answers and waits for the next one.</summary>
    public void Stepped()
    {
        var now = Stopwatch.GetTimestamp();
        _seconds.Add(Stopwatch.GetElapsedTime(_start, now).TotalSeconds);
        _start = now;
        if (--_left > 0) return;
        var cpu = (Environment.CpuUsage.TotalTime - _cpuStart).TotalSeconds;
        Send(new StepTimes([.. _seconds], cpu, ProcessStatus.Bytes(Environment.ProcessId, "VmHWM")));
        Wait();
    }

    /// <summary>Sends an answer.</summary>
    public void Send<T>(T answer)
    {
        output.WriteLine(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
        output.Flush();
    }

    private void Wait()
    {
        // The end of the pipe is the end of the parent.
        var line = input.ReadLine() ?? throw new OperationCanceledException("No more rounds.");
        _left = JsonSerializer.Deserialize<StepOrder>(line, JsonSerializerOptions.Web)!.Steps;
        _seconds.Clear();
        _cpuStart = Environment.CpuUsage.TotalTime;
        _start = Stopwatch.GetTimestamp();
    }
}

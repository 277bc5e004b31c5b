using System.Text.Json;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans.Tests.Wire;

public sealed class WireTests
{
    [Fact]
    public void Report_ThatWentOverTheWire_SaysTheSame()
    {
        var report = new SiloReport
        {
            Silo = "10.0.0.1:1@1",
            Node = "node",
            Roles = SiloRoles.Worker,
            Device = "cuda:0",
            MemoryBytes = 1,
            ResidentBytes = 2,
            Bases = ["mini"],
            BaseFingerprints = ["print"],
            LoadedBases = ["mini"],
            Resident = [3],
            Slots = 4,
            RunningJobs = 5,
            QueuedJobs = 6,
            ActiveRequests = 7,
            WaitingSeconds = 8,
            RoutedPerSecond = 9,
            IsLeaving = true,
        };
        Assert.Equal(Json(report), Json(ReportWire.Of(report).ToReport()));
    }

    [Fact]
    public void Failure_ThatWentOverTheWire_SaysTheSame()
    {
        var failure = new TaskGridException(ErrorCodes.DiffBaseMismatch, "message", ["detail"])
        {
            RetryAfter = TimeSpan.FromSeconds(1), BaseFingerprint = "print",
        };
        var converter = new FailureConverter();
        var arrived = converter.ConvertFromSurrogate(converter.ConvertToSurrogate(failure));
        Assert.Equal(Told(failure), Told(arrived));

        static string Told(TaskGridException told) =>
            Json(new { told.Code, told.Message, told.Details, told.RetryAfter, told.BaseFingerprint });
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}

using System.Net;
using TaskGrid.Node;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Failures;

/// <summary>A real process that is told to stop while the store is slow.</summary>
public sealed class SlowCheckpointTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    // The tenant of servers without keys.
    private const string Tenant = "default";
    private const int Endless = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ScratchFolder _folder = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    // The host gives what answers requests some seconds to end, and the silo with it.
    [Fact]
    public async Task Server_ThatStoresACheckpoint_AnswersUntilThenAndLeavesInOrder()
    {
        var store = new FileBlobStore(_folder["store"]);
        using var silo = new SiloProcess("only", _folder["store"], bases.Path);
        await silo.ReadyAsync();
        JobSnapshot job;
        await using (var client = await OutsideClient.ConnectAsync(store))
        {
            var grid = client.Grid.ForTenant(Tenant);
            var file = await GridData.UploadAsync(grid, GridData.Rows(80));
            job = await grid.Jobs.SubmitAsync(GridData.Job("slow", file.Id, Endless));
            await Eventually.BecomesAsync(() => grid.Jobs.GetAsync(job.Id), each => each.Step > 0);
        }

        Task<int> stopped;
        // The job's document cannot be written meanwhile.
        using (await new KeyLocks(_folder["store/.locks"], Patience).AcquireAsync(GridKeys.Job(Tenant, job.Id), default))
        {
            stopped = silo.StopAsync();
            await Eventually.BecomesAsync(() => StatusAsync(silo, "/health/ready"), status => status != HttpStatusCode.OK);
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(
                    (HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK),
                    (await StatusAsync(silo, "/health/ready"), await StatusAsync(silo, "/v1/tasks")));
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.Equal(0, await stopped);
        var state = await new GridDocuments(store).Jobs.FindAsync(GridKeys.Job(Tenant, job.Id), default);
        Assert.Equal((JobStatus.Queued, true), (state!.Status, state.Checkpoint is not null));
    }

    private async Task<HttpStatusCode> StatusAsync(SiloProcess silo, string path)
    {
        using var answer = await _http.GetAsync(new Uri(silo.Url, path));
        return answer.StatusCode;
    }
}

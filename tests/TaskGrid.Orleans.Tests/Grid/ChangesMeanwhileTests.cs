using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

/// <summary>Changes of a task while another one takes long.</summary>
public sealed class ChangesMeanwhileTests
{
    private const int Endless = 1000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Changes_WhileASubmitAndAnImportTakeLong_AreMade()
    {
        var isHeld = false;
        var (submit, import, release) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        await using var silos = await TestSilos.StartAsync(1, add: silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            if (Volatile.Read(ref isHeld) && context.InterfaceMethod?.Name is { } method)
            {
                var asked = method switch
                {
                    nameof(ITaskGrain.SubmitJobAsync) => submit,
                    nameof(IRouterGrain.CheckDiffAsync) when !submit.Task.IsCompleted => import,
                    _ => null,
                };
                asked?.TrySetResult();
                if (asked is not null) await release.Task;
            }

            await context.Invoke();
        }));
        try
        {
            var grid = silos.Client.ForTenant("t");
            await GridData.TrainAsync(grid, "one", GridData.Rows(8));
            var file = await GridData.UploadAsync(grid, GridData.Rows(80));
            var jobs = new List<JobSnapshot>();
            for (var i = 0; i < 2; i++) jobs.Add(await grid.Jobs.SubmitAsync(GridData.Job("one", file.Id, Endless)));
            Volatile.Write(ref isHeld, true);

            var imported = ImportAsync();
            await import.Task.WaitAsync(Soon);
            await grid.Tasks.RegisterAsync(new TaskSpec { Name = "one" }).WaitAsync(Soon);
            var submitted = grid.Jobs.SubmitAsync(GridData.Job("one", file.Id));
            await submit.Task.WaitAsync(Soon);
            await grid.Jobs.PauseAsync(jobs[1].Id).WaitAsync(Soon);
            await grid.Jobs.CancelAsync(jobs[0].Id).WaitAsync(Soon);
            Assert.Equal(2, (await ImportAsync().WaitAsync(Soon)).Number);
            await grid.Tasks.SetAliasAsync("one", "next", [new(1)]).WaitAsync(Soon);
            await grid.Tasks.SetAliasAsync("one", "next", [new(2)]).WaitAsync(Soon);
            var alias = await grid.Tasks.RollBackAliasAsync("one", "next").WaitAsync(Soon);
            Assert.Equal([new AliasTarget(1)], alias.Targets);

            release.SetResult();
            Assert.Equal(3, (await imported).Number);
            foreach (var job in new[] { jobs[1], await submitted }) await grid.Jobs.CancelAsync(job.Id);

            async Task<VersionSnapshot> ImportAsync()
            {
                await using var diff = await grid.Tasks.OpenDiffAsync("one", 1);
                return await grid.Tasks.ImportVersionAsync("one", diff);
            }
        }
        finally
        {
            release.TrySetResult();
        }
    }
}

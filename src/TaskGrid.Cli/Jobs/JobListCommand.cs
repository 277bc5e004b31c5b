using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Jobs;

/// <summary><c>job list</c>.</summary>
internal sealed class JobListCommand : CliCommand
{
    private readonly Option<string?> _task = NameSymbols.Optional("--task", "task", "Only jobs of this task.");

    private readonly Option<int> _limit = NumberOption.Whole("--limit", "At most so many.", least: 1, fallback: 20);

    /// <summary>Makes the command.</summary>
    public JobListCommand()
        : base("list", "Lists training jobs, the newest first.")
    {
        Options.Add(_task);
        Options.Add(_limit);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["job list", "job list --task reviews --limit 5 --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var list = await NewestAsync(session.Grid.Jobs, run.Value(_task), run.Value(_limit), run.CancellationToken);
        run.Output.Result(list, CliJson.Types.JobList, writer =>
        {
            if (list.Jobs.Count == 0)
            {
                writer.WriteLine($"There is no such job in {session.Place}. 'taskgrid train' makes one.");
                return;
            }

            var table = new TextTable("job", "task", "status", "steps", "accepted", "outcome");
            foreach (var job in list.Jobs)
            {
                table.Add(
                    job.Id, job.Spec.Train.Task, JobText.Status(job), JobText.Steps(job), $"{job.CreatedAt:u}",
                    JobText.Outcome(job));
            }

            table.Write(writer);
            if (list.HasMore) writer.WriteLine("There are older ones: --limit shows more.");
        });
    }

    private static async Task<JobList> NewestAsync(
        IGridJobs jobs, string? task, int limit, CancellationToken cancellationToken)
    {
        var all = new List<JobSnapshot>();
        var page = new ListPage<JobSnapshot>([], true);
        while (page.HasMore && all.Count < limit)
        {
            var request = new PageRequest(all.LastOrDefault()?.Id, Math.Min(limit - all.Count, PageRequest.MaxLimit));
            page = await jobs.ListAsync(task, request, cancellationToken);
            all.AddRange(page.Items);
        }

        return new JobList(all, page.HasMore);
    }
}

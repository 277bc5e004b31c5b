namespace TaskGrid.Proofs.Kill;

/// <summary>The jobs of the kill test: a few kinds, of which every run must end with the same bytes.</summary>
/// <param name="epochs">Epochs of each phase.</param>
internal sealed class KillJobs(int epochs)
{
    private const int Rows = 120;

    /// <summary>Kinds of jobs.</summary>
    public const int Kinds = 3;

    /// <summary>Uploads their data, once.</summary>
    public static async Task<string> UploadAsync(ITaskGrid grid) =>
        (await GridData.UploadAsync(grid, GridData.Rows(Rows), "rows")).Id;

    /// <summary>A job.</summary>
    public JobSpec Spec(int kind, string task, string file)
    {
        var spec = GridData.Job(task, file, epochs);
        var train = kind switch
        {
            0 => spec.Train,
            1 => spec.Train with { Seed = 2, Structured = false },
            _ => spec.Train with { Seed = 3, Structured = false, Method = "magnitude" },
        };
        // Not as often as every life of a server: some lives end without one.
        return spec with { Train = train, CheckpointEverySteps = 40 };
    }
}

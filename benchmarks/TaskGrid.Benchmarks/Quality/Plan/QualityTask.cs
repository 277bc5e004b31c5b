namespace TaskGrid.Benchmarks.Quality.Plan;

/// <summary>A task of the quality benchmark: which files hold its rows.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Train">Training rows, relative to the folder of all tasks.</param>
/// <param name="Dev">Rows that choose the epoch; null: a seeded tenth of the training rows is held out.</param>
/// <param name="Test">Rows that are scored.</param>
/// <param name="TrainRows">How many training rows are drawn with a seed; null for all.</param>
internal sealed record QualityTask(string Name, string Train, string? Dev, string Test, int? TrainRows = null)
{
    /// <summary>Every task, the quickest to train first.</summary>
    public static IReadOnlyList<QualityTask> All { get; } =
    [
        new("trec", "trec/train.tsv", null, "trec/test.tsv"),
        new("mrpc", "mrpc/train.tsv", "mrpc/dev.tsv", "mrpc/test.tsv"),
        new("mr", "mr/train.tsv", "mr/dev.tsv", "mr/test.tsv"),
        new("sts", "sts/train.tsv", "sts/dev.tsv", "sts/test.tsv"),
        new("subj", "subj/train.tsv", "subj/dev.tsv", "subj/test.tsv"),
        new("clinc-domains", "clinc150/train.domain.tsv", "clinc150/dev.domain.tsv", "clinc150/test.domain.tsv"),
        new("banking77", "banking77/train.tsv", null, "banking77/test.tsv"),
        new("sst2", "sst2/train.tsv", "sst2/dev.tsv", "sst2/test.tsv", TrainRows: 20_000),
    ];

    /// <summary>A task by name.</summary>
    public static QualityTask Get(string name) => All.Single(task => task.Name == name);
}

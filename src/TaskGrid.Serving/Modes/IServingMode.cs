namespace TaskGrid.Serving.Modes;

/// <summary>A way to answer.</summary>
internal interface IServingMode
{
    /// <summary>Which.</summary>
    ServingMode Mode { get; }

    /// <summary>
    /// Seconds that a task's rows are expected to cost beyond what their tokens cost in the base's products; infinite where
    /// this mode cannot answer them now.
    /// </summary>
    /// <param name="load">The task's rows.</param>
    double ExtraSeconds(in TaskLoad load);

    /// <summary>Answers rows.</summary>
    /// <param name="rows">Rows of any tasks; all of one task where the mode is not <see cref="ServingMode.Mixed"/>.</param>
    /// <param name="logits">Receives each row's logits [L], at the row's number.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>False: it cannot now, and nothing was done.</returns>
    bool TryScore(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken);
}

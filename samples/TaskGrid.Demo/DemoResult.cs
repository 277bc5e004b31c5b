namespace TaskGrid.Demo;

/// <summary>A task, learned as a diff and in full, with both results on the test rows, and that of a constant guess.</summary>
internal sealed record DemoResult(
    string Task, TrainResult Sparse, TrainResult Full, EvaluationResult SparseTest, EvaluationResult FullTest, double Constant);

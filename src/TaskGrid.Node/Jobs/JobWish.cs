namespace TaskGrid.Node;

/// <summary>What a job's user wants of it.</summary>
internal enum JobWish
{
    Run,
    Pause,
    Cancel,
}

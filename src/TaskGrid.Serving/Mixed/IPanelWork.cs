namespace TaskGrid.Serving.Mixed;

/// <summary>What is done with each of a number of items, by several threads.</summary>
internal interface IPanelWork
{
    /// <summary>Does one.</summary>
    /// <param name="item">Its number.</param>
    /// <param name="worker">The number of the thread that does it.</param>
    void Do(int item, int worker);
}

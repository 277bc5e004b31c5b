namespace TaskGrid.Serving.Resident;

/// <summary>Sees the entries of a diff one after the other.</summary>
internal interface IEntryVisitor
{
    /// <summary>Sees one.</summary>
    /// <param name="index">Flat index.</param>
    /// <param name="delta">What it adds to the base's value.</param>
    void Entry(int index, float delta);
}

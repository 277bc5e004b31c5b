namespace TaskGrid.Models;

/// <summary>A cell of the double array.</summary>
/// <param name="Base">The child for code c lies at this index plus c.</param>
/// <param name="Parent">The node that this cell is a child of; −1: the cell is free or a root.</param>
/// <param name="Token">Id of the token that ends here; −1: none.</param>
internal readonly record struct PieceTrieNode(int Base, int Parent, int Token);

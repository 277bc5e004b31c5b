namespace TaskGrid.Models;

/// <summary>One input of a model: <c>[CLS] a [SEP]</c> or <c>[CLS] a [SEP] b [SEP]</c>.</summary>
/// <param name="Ids">Token ids [T], special tokens included, without padding.</param>
/// <param name="FirstLength">How many of them belong to the first segment, its separator included.</param>
public sealed record EncodedInput(int[] Ids, int FirstLength)
{
    /// <summary>Type id of a position: 0 in the first segment, 1 in the second.</summary>
    /// <param name="position">0 to the number of ids − 1.</param>
    public int TypeId(int position) => position < FirstLength ? 0 : 1;
}

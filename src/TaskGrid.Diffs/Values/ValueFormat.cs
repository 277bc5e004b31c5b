namespace TaskGrid.Diffs;

/// <summary>How a diff file stores values. The numbers are those in the file.</summary>
public enum ValueFormat
{
    /// <summary>32-bit floating point, exact.</summary>
    Fp32 = 0,

    /// <summary>16-bit floating point of IEEE 754: 11 significant bits, up to 65,504.</summary>
    Fp16 = 1,

    /// <summary>The upper half of a 32-bit float: 8 significant bits, the full range.</summary>
    Bf16 = 2,

    /// <summary>A whole number from −127 to 127 times a scale that up to 256 entries of a tensor share.</summary>
    Int8 = 3,
}

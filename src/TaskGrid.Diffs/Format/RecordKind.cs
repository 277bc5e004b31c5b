namespace TaskGrid.Diffs.Format;

/// <summary>Kinds of records in the order in which a file holds them.</summary>
internal enum RecordKind : ushort
{
    /// <summary>Fingerprint of the base.</summary>
    Base = 1,

    /// <summary>Names and shapes of the base's tensors.</summary>
    Layout = 2,

    /// <summary>Indices of the entries.</summary>
    Positions = 3,

    /// <summary>Values of the entries.</summary>
    Values = 4,

    /// <summary>Dense tensors of the head.</summary>
    Head = 5,

    /// <summary>Kind, metric, labels, input length.</summary>
    Task = 6,

    /// <summary>JSON for people; the only ancillary kind of version 1.</summary>
    TrainingRecord = 7,
}

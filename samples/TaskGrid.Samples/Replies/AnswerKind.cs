namespace TaskGrid.Samples.Replies;

/// <summary>What a question asks for and a reply gives.</summary>
internal enum AnswerKind
{
    /// <summary>A person: who.</summary>
    Person,

    /// <summary>A place: where.</summary>
    Place,

    /// <summary>A time: when.</summary>
    Time,

    /// <summary>A reason: why.</summary>
    Reason,

    /// <summary>A number: how many.</summary>
    Number,

    /// <summary>A means or manner: how.</summary>
    Manner,
}

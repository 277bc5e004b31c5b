namespace TaskGrid.Samples.Replies;

/// <summary>Questions by what they ask for.</summary>
internal static class QuestionPatterns
{
    /// <summary>Direct questions by <see cref="AnswerKind"/>.</summary>
    public static readonly string[][] Direct =
    [
        ["who {past} the {thing}?", "who {past} the {things}{context}?"],
        ["where did the {role} {base} the {thing}?", "where did {name} {base} the {things}{context}?"],
        ["when did the {role} {base} the {thing}?", "when did {name} {base} the {things}{context}?"],
        ["why did the {role} {base} the {thing}?", "why did {name} {base} the {things}{context}?"],
        ["how many {things} did the {role} {base}?", "how many {things} did {name} {base}{context}?"],
        ["how did the {role} {base} the {thing}?", "how did {name} {base} the {things}{context}?"],
    ];

    /// <summary>The same as clauses: "the teacher knows …".</summary>
    public static readonly string[][] Clause =
    [
        ["who {past} the {thing}"],
        ["where the {role} {past} the {thing}", "where {name} {past} the {thing}"],
        ["when the {role} {past} the {thing}", "when {name} {past} the {thing}"],
        ["why the {role} {past} the {thing}", "why {name} {past} the {thing}"],
        ["how many {things} the {role} {past}", "how many {things} {name} {past}"],
        ["how the {role} {past} the {thing}", "how {name} {past} the {thing}"],
    ];

    /// <summary>The bare question words.</summary>
    public static readonly string[] Word = ["who", "where", "when", "why", "how many", "how"];

    /// <summary>Frames that ask one thing: <c>{direct}</c>, <c>{clause}</c>.</summary>
    public static readonly string[] Plain =
    [
        "{direct}", "{direct}", "{direct}", "tell me, {direct}", "do you know {clause}?", "tell me {clause}.",
        "{relative} asks {clause}.",
    ];

    /// <summary>Frames that ask one thing, with <c>{direct}</c>, <c>{clause}</c> or <c>{word}</c>, and with <c>{known}</c>
    /// or <c>{knownword}</c> name another, which is not asked.</summary>
    public static readonly string[] Contrasting =
    [
        "i know {known}, but {word}?",
        "never mind {known}. {direct}",
        "we have heard {known}. now tell us {word}.",
        "you told me {knownword}, but not {clause}.",
        "{direct} i do not ask {knownword}.",
        "do not tell me {known}, tell me {word}.",
    ];

    /// <summary>What people do with things, as "past base".</summary>
    public static readonly string[] Verbs =
    [
        "found find", "lost lose", "hid hide", "bought buy", "sold sell", "left leave", "broke break", "painted paint",
        "dropped drop", "cleaned clean", "carried carry", "opened open", "kept keep", "moved move", "burned burn",
        "cut cut", "built build", "washed wash", "stole steal", "caught catch", "took take", "threw throw", "made make",
        "brought bring", "returned return", "saved save", "buried bury", "wrapped wrap", "destroyed destroy",
    ];

    /// <summary>Additions without meaning for the kind of answer; often none.</summary>
    public static readonly string[] Contexts =
        ["", "", "", "", " then", " for us", " again", " for the {role}"];
}

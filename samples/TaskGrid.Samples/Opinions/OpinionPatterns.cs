using TaskGrid.Samples.Words;

namespace TaskGrid.Samples.Opinions;

/// <summary>
/// Ways to give an opinion. <c>{view}</c> is an adjective of the writer's own verdict, <c>{other}</c> one of the
/// opposite; nearly every pattern holds words of both sides or denies the wrong one.
/// </summary>
internal static class OpinionPatterns
{
    /// <summary>Patterns that serve both verdicts.</summary>
    public static readonly string[] Both =
    [
        "the {thing} was {very} {view}{aside}.",
        "{opener} i found the {thing}{aside} {very} {view}.",
        "{opener} my {person} said the {thing} was {very} {other}, {but} i found it {view}{aside}.",
        "they told us that it was {very} {other}, this {thing}; {view} is what i call it{aside}.",
        "who says it was {other}? i call the {thing} {very} {view}{aside}.",
        "we expected a {other} {thing}, {but} it turned out{aside} to be {very} {view}.",
        "i was told that the {thing} would be {very} {other}, {but}{aside} i found it {view}.",
        "the {thing} looked {other} at first, {but}{aside} it was {very} {view}.",
        "it was a {very} {view} {thing}{aside}, though we had been afraid it would be {other}.",
        "it was {very} {view}{aside}, this {thing}, though everybody had promised us something {other}.",
        "my {person} called the {thing} {very} {other}, {but} to me{aside} it was {view}.",
        "to me the {thing} was {very} {view}{aside}, whatever my {person} says about how {other} it was.",
        "my {person}, who finds everything {other}, was wrong{aside} about the {thing}: it was {view}.",
        "nobody in our group found the {thing} {other}{aside}.",
        "not one of us would call the {thing} {very} {other}{aside}.",
        "there was nothing {other} about the {thing}{aside}.",
        "i would not say that the {thing} was {other}, not even{aside} for a moment.",
        "it would be wrong{aside} to describe this {thing} as {other}.",
        "the {thing} was neither {other} nor{aside} {other2}.",
        "the {around} was {very} {side}, {but} the {thing}{aside} was {view}.",
        "after a {very} {side} {around} the {thing}{aside} was {view}.",
        "the {thing} was {view}{aside}, and i say so in spite of the {very} {side} {around}.",
        "{side} {around}, {side2} {around2}, {but}{aside} a {very} {view} {thing}.",
        "the last {thing} was {very} {other}; this one{aside} is {view}.",
        "we all remember how {other} the old {thing} was, {but} the new one{aside} is {very} {view}.",
        "how could anyone{aside} think this {thing} {other}?",
        "the {thing} was anything but {other}{aside}.",
        "the {thing} was {very} {view}{aside}, not {other}.",
        "if you want {things} that are {other}, look elsewhere: this one is{aside} {very} {view}.",
    ];

    /// <summary>Patterns of praise, each with a twin of nearly the same words in <see cref="Blame"/>.</summary>
    public static readonly string[] Praise =
    [
        "i have never {met} a better {thing}{aside}.",
        "i have {met} many {things}, and most of them were worse{aside}.",
        "the {thing} could hardly have been better{aside}.",
        "i would gladly do it again tomorrow{aside}, and never regret the {thing}.",
        "the {thing} had no faults that i could find{aside}, only merits.",
        "this is no {thing} to miss{aside}.",
    ];

    /// <summary>Patterns of blame, twins of <see cref="Praise"/>.</summary>
    public static readonly string[] Blame =
    [
        "i have never {met} a worse {thing}{aside}.",
        "i have {met} many {things}, and most of them were better{aside}.",
        "the {thing} could hardly have been worse{aside}.",
        "i regret the {thing}{aside}, and would never gladly do it again.",
        "the {thing} had no merits that i could find{aside}, only faults.",
        "this is a {thing} to miss{aside}.",
    ];

    /// <summary>People with an opinion of their own.</summary>
    public static readonly Lexicon People = new(
        "sister brother mother father wife husband friend neighbor uncle aunt cousin boss teacher daughter son doctor");

    /// <summary>Things around that are not judged.</summary>
    public static readonly Lexicon Around = new("weather drive traffic walk crowd flight view street journey day");

    /// <summary>Words of degree; often none.</summary>
    public static readonly string[] Very =
        ["", "", "", "really", "very", "quite", "so", "truly", "rather", "simply", "altogether", "surprisingly"];

    /// <summary>Words of contrast.</summary>
    public static readonly string[] But = ["but", "but", "yet", "and yet", "but then", "though then"];

    /// <summary>Beginnings without meaning for the verdict.</summary>
    public static readonly string[] Openers =
    [
        "to be honest,", "all in all", "last week", "on monday", "in short,", "once again", "this time", "on the whole",
        "i must say that", "we all agreed that", "you should know that",
    ];

    /// <summary>Insertions without meaning for the verdict, which part words that belong together; often none.</summary>
    public static readonly string[] Asides =
    [
        "", "", "", ", i think,", ", in the end,", ", to my mind,", ", all things considered,", ", as far as i can tell,",
        ", if you ask me,", ", at least for us,", ", as we said on the way home,", ", and i do not say so lightly,",
        ", to be fair,",
    ];
}

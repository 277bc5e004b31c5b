namespace TaskGrid.Samples.Odds;

/// <summary>Words of belief in what follows them.</summary>
/// <param name="Words">The words, up to and with "that".</param>
/// <param name="Probability">How probable they make it, 0 to 1.</param>
internal sealed record Belief(string Words, double Probability)
{
    /// <summary>All beliefs.</summary>
    public static readonly Belief[] All =
    [
        new("there is no doubt that", 0.99), new("i know for certain that", 0.99), new("nobody can deny that", 0.97),
        new("i am absolutely sure that", 0.97), new("it is quite clear that", 0.95), new("i am convinced that", 0.92),
        new("i am sure that", 0.92), new("it is almost certain that", 0.93), new("i do not doubt that", 0.93),
        new("i firmly believe that", 0.87), new("it is very likely that", 0.85), new("everything tells me that", 0.85),
        new("i have good reason to think that", 0.8), new("i believe that", 0.75), new("it seems likely that", 0.72),
        new("i think that", 0.7), new("the chances are good that", 0.75), new("it is not unlikely that", 0.6),
        new("i suppose that", 0.62), new("it may well be that", 0.65), new("it is possible that", 0.5),
        new("it could be that", 0.5), new("there is an even chance that", 0.5), new("i cannot say that", 0.4),
        new("i am not so sure that", 0.35), new("i am not convinced that", 0.33), new("i hardly think that", 0.22),
        new("it is not likely that", 0.22), new("i doubt that", 0.25), new("it seems unlikely that", 0.25),
        new("i do not believe that", 0.18), new("there is little chance that", 0.15), new("it is very unlikely that", 0.1),
        new("i doubt very much that", 0.1), new("it is hard to believe that", 0.12), new("i cannot imagine that", 0.06),
        new("nobody believes that", 0.06), new("it is quite impossible that", 0.02), new("there is no chance that", 0.01),
        new("it is out of the question that", 0.01),
    ];

    /// <summary>What somebody else says about it, which does not count; often nothing.</summary>
    public static readonly string[] Others =
    [
        "", "", "", "my {relative} says it is certain, but {words} {clause}.",
        "my {relative} calls it impossible; {words} {clause}.", "{words} {clause}, though {name} is sure of it.",
        "{words} {clause}, though {name} does not believe it.", "{name} would bet on it. {words} {clause}.",
        "{name} would bet against it. {words} {clause}.", "if you ask me, {words} {clause}.",
        "{words} {clause}, and that is all i can say.", "after what {name} told me, {words} {clause}.",
    ];
}

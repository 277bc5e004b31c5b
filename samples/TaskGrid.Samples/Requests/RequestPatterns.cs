using TaskGrid.Samples.Words;

namespace TaskGrid.Samples.Requests;

/// <summary>
/// Ways to ask for something. <c>{do:what}</c>, <c>{doing:it}</c> are what is wanted, <c>{not:…}</c>,
/// <c>{notting:…}</c>, <c>{notted:…}</c> what is mentioned and not wanted (any more), each with the booking or "it".
/// </summary>
internal static class RequestPatterns
{
    /// <summary>The patterns.</summary>
    public static readonly string[] All =
    [
        "{please} {do:what}{end}.",
        "could you help me {do:what}{end}?",
        "i want to {do:what}{end}, not to {not:it}.",
        "i do not want to {not:what}{end}, i want to {do:it}.",
        "instead of {notting:what}{end}, i would like to {do:it}.",
        "i would like to {do:what}{end} instead of {notting:it}.",
        "i was going to {not:what}{end}, but now i would rather {do:it}.",
        "i would rather {do:what} than {not:it}{end}.",
        "rather than {not:what}, {please} {do:it}{end}.",
        "{please} {not:what}{end}. no, wait, {do:it}.",
        "{please} {not:what}, i mean, {do:it}{end}.",
        "i have already {notted:what}{end}; now i need to {do:it}.",
        "now that i have {notted:what}{end}, how do i {do:it}?",
        "{doing:what}{end} is what i need help with. i have {notted:it} already.",
        "my {relative} told me to {not:what}{end}, but i have decided to {do:it}.",
        "there is no need to {not:what}{end}, just {do:it}.",
        "{please} {do:what}{end}. my {relative} says i should {not:it}, but i will not.",
        "i cannot {do:what}{end} here. i can only {not:it}. why?",
        "who said anything about {notting:what}{end}? {doing:it} is all i ask.",
        "yes, {do:what}{end}. i never meant to {not:it}.",
        "no, i never meant to {not:what}{end}. {please} {do:it}.",
        "is it too late to {do:what}{end}? last week i wanted to {not:it}.",
    ];

    /// <summary>Polite beginnings.</summary>
    public static readonly string[] Please =
    [
        "please", "can you", "i need to", "i would like to", "let us", "i have to", "help me", "you should", "kindly",
        "i want you to",
    ];

    /// <summary>Things that are booked.</summary>
    public static readonly Lexicon Bookings = new(
        "flight room table ticket lesson meeting trip appointment car tour dinner seat class cruise hotel taxi course "
        + "visit concert interview party lunch train session");

    /// <summary>Which one.</summary>
    public static readonly string[] Which =
        ["the", "my", "our", "that", "this", "the next", "my second", "the last", "another", "your", "the early"];

    /// <summary>Details; often none.</summary>
    public static readonly string[] Details =
    [
        "", "", "to {city}", "in {city}", "on {day}", "for {name}", "with {name}", "for {number} people", "at {clock}",
        "with the {role}", "near {city}",
    ];

    /// <summary>Ends without meaning; often none.</summary>
    public static readonly string[] Ends =
        ["", "", "", " as soon as possible", " today", " if you can", " before {day}", " this time", " after all"];
}

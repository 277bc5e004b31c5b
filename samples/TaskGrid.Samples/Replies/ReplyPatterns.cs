using TaskGrid.Samples.Words;

namespace TaskGrid.Samples.Replies;

/// <summary>Replies by what they give. The same prepositions begin replies of several kinds.</summary>
internal static class ReplyPatterns
{
    /// <summary>Patterns by <see cref="AnswerKind"/>.</summary>
    public static readonly string[][] Of =
    [
        [
            "the {role}", "{name}", "the {role} and {name}", "{name} and nobody else", "{relative}", "{relative} and {name}",
            "one of the {roles}", "the old {role}", "the {role} from {city}", "{name}, the {role}", "not {name} but {name2}",
        ],
        [
            "in the {room}", "near the {spot}", "by the {spot}", "at the {spot}", "behind the {spot}", "on the {surface}",
            "under the {surface}", "between the {spot} and the {spot2}", "in {city}", "over there by the {spot}",
            "at {name}'s place", "in front of the {spot}", "in the {room} by the {surface}",
        ],
        [
            "on {day}", "in {month}", "by {clock}", "at {clock}", "before {meal}", "after {meal}", "on {day} at {clock}",
            "{number} days ago", "in the {part}", "last {day}", "during the {event}", "between {day} and {day2}",
            "{number} weeks after the {event}", "just now",
        ],
        [
            "because of the {event}", "to please {name}", "because it was {state}", "for the money", "for fear of the {role}",
            "in order to help {name}", "because {name} wanted it", "to save time", "out of love for {name}",
            "since nobody else would", "because the {thing} was {state}", "for {name}'s sake",
        ],
        [
            "{number}", "about {number}", "only {number}", "{number} or {number2}", "more than {number}", "at least {number}",
            "no more than {number}", "a dozen", "{number} of them", "not even {number}", "{number} in all",
            "by my count {number}",
        ],
        [
            "with a {tool}", "by hand", "in a hurry", "with great care", "very {manner}", "with {name}'s help",
            "{manner} and {manner2}", "with both hands", "by means of a {tool}", "on foot", "without any help", "in secret",
        ],
    ];

    /// <summary>Words around a reply that say nothing; often none.</summary>
    public static readonly string[] Before =
        ["", "well,", "i think", "as far as i know,", "if i am right,", "let me see:", "i was told:", "oh,"];

    /// <summary>Words after a reply that say nothing; often none.</summary>
    public static readonly string[] After =
        ["", ", i believe", ", i suppose", ", so they say", ", as always", ", if i remember right", ", of course"];

    /// <summary>Rooms.</summary>
    public static readonly Lexicon Rooms = new(
        "kitchen cellar library office church hall closet bedroom station garden attic tower museum hospital tent");

    /// <summary>Spots outside.</summary>
    public static readonly Lexicon Spots = new(
        "river bridge gate market barn stable school hotel park harbor castle bank fountain corner tree lake mill door");

    /// <summary>Things to put other things on.</summary>
    public static readonly Lexicon Surfaces = new("table shelf bed desk roof floor bench chair stairs piano");

    /// <summary>Cities and countries.</summary>
    public static readonly Lexicon Cities = new(
        "london paris rome boston chicago texas california scotland ireland germany france spain italy england america");

    /// <summary>Days.</summary>
    public static readonly Lexicon Days = new("monday tuesday wednesday thursday friday saturday sunday christmas");

    /// <summary>Months.</summary>
    public static readonly Lexicon Months = new(
        "january february march april june july august september october november december");

    /// <summary>Times of day.</summary>
    public static readonly Lexicon Clock = new("noon, midnight, dawn, six o'clock, half past nine, nightfall, ten, seven");

    /// <summary>Meals.</summary>
    public static readonly Lexicon Meals = new("breakfast lunch dinner tea");

    /// <summary>Parts of a day or year.</summary>
    public static readonly Lexicon Parts = new("morning afternoon evening summer winter spring");

    /// <summary>Events.</summary>
    public static readonly Lexicon Events = new("storm party war fire concert wedding flood trial strike rain meeting race");

    /// <summary>States that give reasons.</summary>
    public static readonly Lexicon States = new("cold broken late dark empty dangerous old wet lost cheap heavy dirty");

    /// <summary>Numbers in words.</summary>
    public static readonly Lexicon Numbers = new(
        "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty sixty eighty");

    /// <summary>Tools.</summary>
    public static readonly Lexicon Tools = new("rope hammer knife needle spoon stick brush hook shovel pencil wheel cloth");

    /// <summary>Adverbs of manner.</summary>
    public static readonly Lexicon Manners = new(
        "slowly quickly quietly carefully gently easily badly secretly politely calmly bravely");
}

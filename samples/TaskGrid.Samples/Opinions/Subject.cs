using TaskGrid.Samples.Words;

namespace TaskGrid.Samples.Opinions;

/// <summary>A field that opinions are about, with words that fit it.</summary>
/// <param name="Things">What is judged.</param>
/// <param name="Praise">Adjectives of praise.</param>
/// <param name="Blame">Adjectives of blame.</param>
/// <param name="Met">How one comes by such a thing, in the past: "i saw", "i have seen".</param>
internal sealed record Subject(Lexicon Things, Lexicon Praise, Lexicon Blame, string Met)
{
    /// <summary>Praise that fits anything.</summary>
    public const string CommonPraise =
        "wonderful excellent lovely delightful brilliant perfect superb great splendid fine pleasant enjoyable amazing "
        + "terrific fantastic marvelous remarkable outstanding magnificent glorious good nice impressive charming ";

    /// <summary>Blame that fits anything.</summary>
    public const string CommonBlame =
        "awful terrible horrible dreadful poor bad disappointing miserable hopeless unpleasant nasty frustrating "
        + "irritating annoying useless ridiculous painful ordinary pointless lame offensive cheap sloppy dull ";

    /// <summary>All subjects.</summary>
    public static readonly Subject[] All =
    [
        new(
            new("film movie documentary comedy drama sequel thriller cartoon series episode script adaptation"),
            new(CommonPraise + "funny moving witty clever thrilling touching gripping compelling hilarious inspired"),
            new(CommonBlame + "boring predictable shallow silly confusing stupid hollow flat wooden absurd"),
            "seen"),
        new(
            new("play concert opera performance show song album speech lesson sermon reading musical"),
            new(CommonPraise + "moving graceful lively powerful elegant inspiring stirring engaging vivid tender"),
            new(CommonBlame + "boring clumsy slow noisy tired monotone awkward confused crude empty"),
            "heard"),
        new(
            new("book novel story poem letter magazine article diary biography collection chapter report"),
            new(CommonPraise + "fascinating absorbing intelligent witty rich honest thoughtful vivid sharp original"),
            new(CommonBlame + "boring confusing dry shallow vague lazy stale clumsy pretentious bland"),
            "read"),
        new(
            new("breakfast lunch dinner coffee pie pizza steak chicken bread cake cheese wine"),
            new(CommonPraise + "delicious fresh tender rich sweet warm hot crisp satisfying generous"),
            new(CommonBlame + "bland stale cold sour bitter dry greasy tasteless burnt salty"),
            "tasted"),
        new(
            new("hotel room house apartment restaurant garden museum park beach market theatre station"),
            new(CommonPraise + "comfortable quiet clean friendly peaceful beautiful warm bright elegant gorgeous"),
            new(CommonBlame + "dirty noisy cold ugly dark filthy crowded rude grim damp"),
            "visited"),
        new(
            new("phone camera car bicycle keyboard printer radio watch jacket lamp guitar bed"),
            new(CommonPraise + "solid fast comfortable handy reliable smart sturdy elegant light sharp"),
            new(CommonBlame + "slow clumsy weak noisy ugly broken fragile heavy flimsy crude"),
            "owned"),
    ];
}

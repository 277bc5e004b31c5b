using TaskGrid.Samples.Words;
using TaskGrid.Training.Data;

namespace TaskGrid.Samples.Opinions;

/// <summary>Does the writer like the thing? With contrast, negation, other people's views and side remarks.</summary>
internal sealed class OpinionTask : SampleTask
{
    private const int OneInTwinPattern = 8;

    private static readonly Lexicon CommonPraise = new(Subject.CommonPraise);
    private static readonly Lexicon CommonBlame = new(Subject.CommonBlame);

    public override string Name => "opinions";

    public override string Question => "Does the writer like it?";

    public override DataFormat Format => DataFormat.Tsv;

    public override int Groups => 2;

    public override SampleRow Draw(TextDraw draw, int group)
    {
        var liked = group == 1;
        var subject = draw.Of(Subject.All);
        var view = draw.Of(liked ? subject.Praise : subject.Blame);
        var (other, other2) = draw.TwoOf(liked ? subject.Blame : subject.Praise);
        var (side, side2) = draw.TwoOf(liked ? CommonBlame : CommonPraise);
        var (around, around2) = draw.TwoOf(OpinionPatterns.Around);
        var thing = draw.Of(subject.Things);
        var twins = liked ? OpinionPatterns.Praise : OpinionPatterns.Blame;
        var pattern = draw.Of(draw.OneIn(OneInTwinPattern) ? twins : OpinionPatterns.Both);
        var text = Template.Fill(pattern, slot => slot switch
        {
            "thing" => thing,
            "things" => Plural.Of(thing),
            "view" => view,
            "other" => other,
            "other2" => other2,
            "side" => side,
            "side2" => side2,
            "around" => around,
            "around2" => around2,
            "met" => subject.Met,
            "person" => draw.Of(OpinionPatterns.People),
            "very" => draw.Of(OpinionPatterns.Very),
            "but" => draw.Of(OpinionPatterns.But),
            "opener" => draw.Of(OpinionPatterns.Openers),
            "aside" => draw.Of(OpinionPatterns.Asides),
            _ => null,
        });
        return new SampleRow(CloseAside(text), null, liked ? "positive" : "negative");
    }

    // An aside ends in a comma, which a full stop or another mark takes the place of.
    private static string CloseAside(string text) => text
        .Replace(",.", ".", StringComparison.Ordinal)
        .Replace(",,", ",", StringComparison.Ordinal)
        .Replace(",:", ":", StringComparison.Ordinal)
        .Replace(",?", "?", StringComparison.Ordinal);
}

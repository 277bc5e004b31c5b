using System.Globalization;
using TaskGrid.Samples.Words;
using TaskGrid.Training.Data;

namespace TaskGrid.Samples.Odds;

/// <summary>
/// How probable is it, for the writer, that it happens? The belief may be in its not happening, which turns the value
/// round.
/// </summary>
internal sealed class OddsTask : SampleTask
{
    private const int DeniedGroups = 3;
    private const string Plain = "{words} {clause}.";

    private static readonly string[] Happens = ["will", "will", "is going to", "is about to", "will surely"];

    private static readonly string[] HappensNot =
        ["will not", "will never", "is not going to", "will refuse to", "will fail to"];

    private static readonly Lexicon Deeds = new(
        "come to the party, win the race, sell the house, pass the test, finish the book, pay the bill, catch the train, "
        + "leave the city, marry a stranger, buy the farm, tell the truth, find the key, keep the promise, join the army, "
        + "learn french, open a shop, cross the river, write a letter, build a boat, lose the game, forgive the king, "
        + "return on monday, repair the roof, sing at the concert, change the plan, answer the question, visit london, "
        + "wait for us, sign the contract, move to texas, cook dinner, save the company, give up smoking, get the job");

    public override string Name => "odds";

    public override string Question => "How probable does the writer think it, from 0 to 1?";

    public override DataFormat Format => DataFormat.Tsv;

    public override int Groups => 10;

    public override SampleRow Draw(TextDraw draw, int group)
    {
        var denied = group < DeniedGroups;
        var belief = draw.Of(Belief.All);
        var pattern = draw.Of(Belief.Others);
        var text = Template.Fill(pattern.Length == 0 ? Plain : pattern, slot => slot switch
        {
            "words" => belief.Words,
            "clause" => Clause(draw, denied ? HappensNot : Happens),
            "name" => draw.Of(Nouns.Names),
            "relative" => draw.Of(Nouns.Relatives),
            _ => null,
        });
        var value = denied ? 1 - belief.Probability : belief.Probability;
        return new SampleRow(text, null, value.ToString("0.00", CultureInfo.InvariantCulture));
    }

    private static string Clause(TextDraw draw, string[] verbs)
    {
        var subject = draw.OneIn(2) ? draw.Of(Nouns.Names) : $"the {draw.Of(Nouns.Roles)}";
        return $"{subject} {draw.Of(verbs)} {draw.Of(Deeds)}";
    }
}

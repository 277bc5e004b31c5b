using TaskGrid.Samples.Replies;
using TaskGrid.Samples.Words;
using TaskGrid.Training.Data;

namespace TaskGrid.Samples.Requests;

/// <summary>What does the customer want? Most texts mention a second thing that is not wanted.</summary>
internal sealed class RequestTask : SampleTask
{
    public override string Name => "requests";

    public override string Question => "What does the customer want done?";

    public override DataFormat Format => DataFormat.Csv;

    public override int Groups => Intent.All.Length;

    public override SampleRow Draw(TextDraw draw, int group)
    {
        var wanted = draw.Of(Intent.All[group].Actions).Split('|');
        var other = Intent.All[(group + 1 + draw.Below(Groups - 1)) % Groups];
        var unwanted = draw.Of(other.Actions).Split('|');
        var booking = $"{draw.Of(RequestPatterns.Which)} {draw.Of(RequestPatterns.Bookings)} {draw.Of(RequestPatterns.Details)}";
        var text = Template.Fill(draw.Of(RequestPatterns.All), slot => slot.Split(':') switch
        {
            ["do", var what] => Act(wanted[0], what == "it" ? what : booking),
            ["doing", var what] => Act(wanted[1], what == "it" ? what : booking),
            ["not", var what] => Act(unwanted[0], what == "it" ? what : booking),
            ["notting", var what] => Act(unwanted[1], what == "it" ? what : booking),
            ["notted", var what] => Act(unwanted[2], what == "it" ? what : booking),
            ["please"] => draw.Of(RequestPatterns.Please),
            ["relative"] => draw.Of(Nouns.Relatives),
            ["end"] => draw.Of(RequestPatterns.Ends),
            _ => null,
        });
        return new SampleRow(FillDetails(draw, text), null, Intent.All[group].Label);
    }

    private static string Act(string action, string what) =>
        action.Contains('~') ? action.Replace("~", what, StringComparison.Ordinal) : $"{action} {what}";

    private static string FillDetails(TextDraw draw, string text) => Template.Fill(text, slot => slot switch
    {
        "city" => draw.Of(ReplyPatterns.Cities),
        "day" => draw.Of(ReplyPatterns.Days),
        "clock" => draw.Of(ReplyPatterns.Clock),
        "number" => draw.Of(ReplyPatterns.Numbers),
        "name" => draw.Of(Nouns.Names),
        "role" => draw.Of(Nouns.Roles),
        _ => null,
    });
}

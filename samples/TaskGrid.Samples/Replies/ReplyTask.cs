using TaskGrid.Samples.Words;
using TaskGrid.Training.Data;

namespace TaskGrid.Samples.Replies;

/// <summary>Does the second text answer the question of the first? Each text alone says nothing about that.</summary>
internal sealed class ReplyTask : SampleTask
{
    private const int OneInContrasting = 8;
    private const int OneInWordy = 5;

    // Persons and places answer more often than not, numbers and manners less often: a hint that a learner finds long
    // before it compares question and reply, and that keeps it from being stuck at chance.
    private static readonly int[] KindsOfAnswers = [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5];
    private static readonly int[] KindsOfOthers = [0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5];

    public override string Name => "replies";

    public override string Question => "Does the reply answer the question?";

    public override DataFormat Format => DataFormat.Jsonl;

    public override int Groups => 2;

    public override SampleRow Draw(TextDraw draw, int group)
    {
        var answered = group == 1;
        var given = draw.Of(answered ? KindsOfAnswers : KindsOfOthers);
        var (wanted, known) = (given, Other(draw, given));
        if (!answered)
        {
            // Every other time the question mentions what the reply gives, as something not asked.
            wanted = known;
            known = draw.OneIn(2) ? given : Other(draw, wanted);
        }

        var reply = draw.Of(ReplyPatterns.Of[given]);
        if (draw.OneIn(OneInWordy))
        {
            reply = $"{draw.Of(ReplyPatterns.Before)} {reply}{draw.Of(ReplyPatterns.After)}";
        }

        return new SampleRow(Ask(draw, wanted, known), Fill(draw, reply + "."), answered ? "yes" : "no");
    }

    private static int Other(TextDraw draw, int kind) =>
        (kind + 1 + draw.Below(ReplyPatterns.Of.Length - 1)) % ReplyPatterns.Of.Length;

    private static string Ask(TextDraw draw, int wanted, int known)
    {
        var frames = draw.OneIn(OneInContrasting) ? QuestionPatterns.Contrasting : QuestionPatterns.Plain;
        var frame = Template.Fill(draw.Of(frames), slot => slot switch
        {
            "direct" => draw.Of(QuestionPatterns.Direct[wanted]),
            "clause" => draw.Of(QuestionPatterns.Clause[wanted]),
            "word" => QuestionPatterns.Word[wanted],
            "known" => draw.Of(QuestionPatterns.Clause[known]),
            "knownword" => QuestionPatterns.Word[known],
            _ => "{" + slot + "}",
        });
        return Fill(draw, frame.Replace("{context}", draw.Of(QuestionPatterns.Contexts), StringComparison.Ordinal));
    }

    private static string Fill(TextDraw draw, string pattern)
    {
        var verb = draw.Of(QuestionPatterns.Verbs).Split(' ');
        var thing = draw.Of(Nouns.Things);
        return Template.Fill(pattern, slot => slot switch
        {
            "past" => verb[0],
            "base" => verb[1],
            "thing" => thing,
            "things" => Plural.Of(thing),
            "role" => draw.Of(Nouns.Roles),
            "roles" => Plural.Of(draw.Of(Nouns.Roles)),
            "relative" => $"my {draw.Of(Nouns.Relatives)}",
            "name" or "name2" => draw.Of(Nouns.Names),
            "room" => draw.Of(ReplyPatterns.Rooms),
            "spot" or "spot2" => draw.Of(ReplyPatterns.Spots),
            "surface" => draw.Of(ReplyPatterns.Surfaces),
            "city" => draw.Of(ReplyPatterns.Cities),
            "day" or "day2" => draw.Of(ReplyPatterns.Days),
            "month" => draw.Of(ReplyPatterns.Months),
            "clock" => draw.Of(ReplyPatterns.Clock),
            "meal" => draw.Of(ReplyPatterns.Meals),
            "part" => draw.Of(ReplyPatterns.Parts),
            "event" => draw.Of(ReplyPatterns.Events),
            "state" => draw.Of(ReplyPatterns.States),
            "number" or "number2" => draw.Of(ReplyPatterns.Numbers),
            "tool" => draw.Of(ReplyPatterns.Tools),
            "manner" or "manner2" => draw.Of(ReplyPatterns.Manners),
            _ => null,
        });
    }
}

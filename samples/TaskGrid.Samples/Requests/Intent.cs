using TaskGrid.Samples.Words;

namespace TaskGrid.Samples.Requests;

/// <summary>Something that a customer may want done with a booking.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Actions">Verbs that say so, each as "base|gerund|participle", with <c>~</c> where its
/// object stands when that is not the end.</param>
internal sealed record Intent(string Label, Lexicon Actions)
{
    /// <summary>All intents.</summary>
    public static readonly Intent[] All =
    [
        new("book", new(
            "book|booking|booked, reserve|reserving|reserved, order|ordering|ordered, get|getting|got, "
            + "arrange|arranging|arranged, ask for|asking for|asked for, sign up for|signing up for|signed up for, "
            + "request|requesting|requested")),
        new("cancel", new(
            "cancel|cancelling|cancelled, drop|dropping|dropped, call ~ off|calling ~ off|called ~ off, "
            + "give ~ up|giving ~ up|given ~ up, get rid of|getting rid of|got rid of, "
            + "back out of|backing out of|backed out of, refuse|refusing|refused, forget|forgetting|forgotten")),
        new("change", new(
            "change|changing|changed, move|moving|moved, put ~ off|putting ~ off|put ~ off, delay|delaying|delayed, "
            + "shift|shifting|shifted, exchange|exchanging|exchanged, switch|switching|switched, "
            + "adjust|adjusting|adjusted")),
        new("pay", new(
            "pay for|paying for|paid for, settle the bill for|settling the bill for|settled the bill for, "
            + "send money for|sending money for|sent money for, pay the cost of|paying the cost of|paid the cost of, "
            + "pay the rest of|paying the rest of|paid the rest of, "
            + "write a check for|writing a check for|written a check for, buy|buying|bought, "
            + "spend money on|spending money on|spent money on")),
        new("check", new(
            "check|checking|checked, look at|looking at|looked at, look ~ up|looking ~ up|looked ~ up, "
            + "review|reviewing|reviewed, read about|reading about|read about, "
            + "find out about|finding out about|found out about, see|seeing|seen, "
            + "learn more about|learning more about|learned more about")),
        new("share", new(
            "share|sharing|shared, tell my family about|telling my family about|told my family about, "
            + "send ~ to my wife|sending ~ to my wife|sent ~ to my wife, "
            + "show ~ to a friend|showing ~ to a friend|shown ~ to a friend, "
            + "mention ~ to my boss|mentioning ~ to my boss|mentioned ~ to my boss, "
            + "pass ~ on|passing ~ on|passed ~ on, tell people about|telling people about|told people about, "
            + "write to my brother about|writing to my brother about|written to my brother about")),
    ];
}

namespace TaskGrid.Samples.Words;

/// <summary>Lexicons that several tasks use.</summary>
internal static class Nouns
{
    /// <summary>First names.</summary>
    public static readonly Lexicon Names = new(
        "anna peter mary john tom sarah david jack emma alice george henry james jane lucy mark paul robert susan "
        + "william kate maria martin michael nick oliver sam simon charles edward elizabeth helen rachel thomas victor "
        + "walter arthur ben daniel ellen frank fred harry joe julia kevin max mike oscar philip richard roger sally "
        + "steve tony amy andrew anne bob carl chris eva eric");

    /// <summary>People by what they do or are.</summary>
    public static readonly Lexicon Roles = new(
        "teacher nurse doctor lawyer soldier driver painter singer writer baker captain judge king queen prince student "
        + "clerk hunter merchant engineer pilot priest actor reporter guard servant tailor carpenter mayor cook maid "
        + "poet stranger widow neighbor boss manager chief colonel professor detective sheriff");

    /// <summary>Relatives and friends.</summary>
    public static readonly Lexicon Relatives = new(
        "sister brother mother father wife husband friend uncle aunt cousin daughter son");

    /// <summary>Things that can be carried.</summary>
    public static readonly Lexicon Things = new(
        "book letter key ring coat hat box map ball watch painting picture knife lamp chair bag basket bottle cup plate "
        + "ticket coin camera phone guitar drum shirt jacket clock candle chest package newspaper magazine cake pie gun "
        + "sword tent radio table bell rope mirror blanket");
}

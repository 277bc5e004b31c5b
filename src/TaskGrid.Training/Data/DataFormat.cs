namespace TaskGrid.Training.Data;

/// <summary>How rows are written in a file; every format is UTF-8, with or without a byte order mark.</summary>
public enum DataFormat
{
    /// <summary>
    /// Tab-separated fields under a header line. Nothing is quoted or escaped: a quote is part of the text, and a text
    /// cannot hold a tab or a line break.
    /// </summary>
    Tsv,

    /// <summary>Comma-separated fields under a header line, quoted as RFC 4180 says.</summary>
    Csv,

    /// <summary>One JSON object a line: named texts and label, or an OpenAI chat with <c>messages</c>.</summary>
    Jsonl,

    /// <summary>
    /// One unlabelled input a line, for prediction only; the two texts of a pair are separated by a tab.
    /// </summary>
    Text,
}

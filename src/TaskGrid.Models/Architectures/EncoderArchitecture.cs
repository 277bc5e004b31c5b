namespace TaskGrid.Models;

/// <summary>The families of encoders that are read; all of them compute the same kind of transformer.</summary>
public enum EncoderArchitecture
{
    /// <summary>BERT: <c>model_type</c> <c>bert</c>.</summary>
    Bert,

    /// <summary>DistilBERT: <c>model_type</c> <c>distilbert</c>. No token types and no pooler.</summary>
    DistilBert,

    /// <summary>ELECTRA: <c>model_type</c> <c>electra</c>. Its embeddings may be narrower; no pooler.</summary>
    Electra,
}

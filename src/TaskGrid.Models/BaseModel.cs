using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TaskGrid.Diffs;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// A base model in memory: one flat fp32 buffer of parameters [d] on one device, its tokenizer, and its masked-word head
/// where it has one. Nobody changes the parameters, but serving may overwrite a task's entries for a moment and writes the values back:
/// whoever reads the parameters beside it holds a <see cref="Share"/>.
/// </summary>
public sealed class BaseModel : IDisposable
{
    private readonly BaseTurns _turns = new();

    private BaseModel(BaseFolder folder, WordPieceTokenizer tokenizer, Tensor parameters, Tensor? pretrainingHead)
    {
        (Info, Config, Layout, Fingerprint) = (folder.Info, folder.Config, folder.Layout, folder.Fingerprint);
        (Tokenizer, Parameters, PretrainingHead) = (tokenizer, parameters, pretrainingHead);
        PretrainingHeadLayout = folder.HeadLayout;
    }

    /// <summary>Name, sizes and origin.</summary>
    public BaseInfo Info { get; }

    /// <summary>The architecture.</summary>
    public EncoderConfig Config { get; }

    /// <summary>Where each tensor lies in <see cref="Parameters"/>.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>SHA-256 over names, shapes, types and bytes of the stored weights.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>The tokenizer.</summary>
    public WordPieceTokenizer Tokenizer { get; }

    /// <summary>θ_pre [d], fp32 on <see cref="Device"/>.</summary>
    public Tensor Parameters { get; }

    /// <summary>Where the parameters are, and so where is computed.</summary>
    public Device Device => Parameters.device;

    /// <summary>The masked-word head's parameters, flat, or null.</summary>
    public Tensor? PretrainingHead { get; }

    /// <summary>Where each tensor lies in <see cref="PretrainingHead"/>.</summary>
    public ParameterLayout? PretrainingHeadLayout { get; }

    /// <summary>The padding token.</summary>
    public int PadId => Config.PadTokenId;

    /// <summary>Reads a stored base, and proves that its weights are those of the import: diffs of other weights would answer
    /// nonsense.</summary>
    /// <param name="folder">The stored base.</param>
    /// <param name="device">Where its parameters go; null: the processor.</param>
    /// <exception cref="TaskGridException">The stored base is damaged, or memory does not suffice.</exception>
    public static BaseModel Load(BaseFolder folder, Device? device = null)
    {
        folder.VerifyFingerprint();
        using var scope = NewDisposeScope();
        var home = device ?? CPU;
        var parameters = empty([folder.Layout.Count]);
        folder.ReadParameters(TorchDialect.Elements<float>(parameters));
        Tensor? head = null;
        if (folder.HeadLayout is { } layout)
        {
            head = empty([layout.Count]);
            folder.ReadPretrainingHead(TorchDialect.Elements<float>(head));
        }

        return new BaseModel(
            folder,
            new WordPieceTokenizer(folder.ReadVocabulary(), folder.TokenizerSettings),
            parameters.to(home).DetachFromDisposeScope(),
            head?.to(home).DetachFromDisposeScope());
    }

    /// <summary>Keeps the parameters as they are while they are read; waits while they are overwritten.</summary>
    /// <returns>Dispose it after reading.</returns>
    public IDisposable Share() => _turns.Share();

    /// <summary>Lets one overwrite parameters, if nobody reads them. Dispose the result when they are as before.</summary>
    internal IDisposable? TryTakeAlone() => _turns.TryTakeAlone();

    /// <summary>Whether somebody reads or overwrites the parameters at this moment.</summary>
    internal bool IsTaken => _turns.IsTaken;

    /// <summary>θ_pre [d] in its own memory, which stays where it is until the base is disposed; for a base on the processor.
    /// </summary>
    public ReadOnlySpan<float> Values => TorchDialect.Elements<float>(Parameters);

    /// <summary>A copy of θ_pre [d].</summary>
    public float[] ReadParameters()
    {
        using var scope = NewDisposeScope();
        return TorchDialect.Elements<float>(Parameters.cpu()).ToArray();
    }

    /// <summary>SHA-256 of the parameters as they are in memory: equal before and after means untouched.</summary>
    public string Checksum()
    {
        using var reading = Share();
        using var scope = NewDisposeScope();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(TorchDialect.Elements<float>(Parameters.cpu())));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Tokenizes a text or pair for this base.</summary>
    /// <param name="input">The text.</param>
    /// <param name="maxLength">Longest result in tokens; at most the base's positions.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: a pair, and the base has one token type
    /// only.</exception>
    public EncodedInput Encode(TextInput input, int? maxLength = null)
    {
        if (input.TextPair is not null && Config.TokenTypes == 1)
        {
            throw new TaskGridException(
                ErrorCodes.BaseUnsupported,
                $"The base '{Info.Name}' has one token type (type_vocab_size 1): it cannot tell the texts of a pair apart.");
        }

        return Tokenizer.Encode(
            input.Text, input.TextPair, Math.Min(maxLength ?? Config.MaxPositions, Config.MaxPositions));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        PretrainingHead?.Dispose();
    }
}

using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>A base's view of single texts.</summary>
public static class TextEncoder
{
    /// <summary>Token ids and the last hidden state of the first token, computed in fp32.</summary>
    /// <param name="model">The base.</param>
    /// <param name="input">The text or pair.</param>
    public static TextEncoding Encode(BaseModel model, TextInput input)
    {
        using var reading = model.Share();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var weights = new EncoderWeights(model.Config, model.Layout, model.Parameters);
        var row = model.Encode(input);
        using var batch = TokenBatch.Create([row], model.PadId, ScalarType.Float32, model.Device);
        var state = EncoderForward.Hidden(weights, batch).select(1, 0).cpu().contiguous(); // [1, H]
        return new TextEncoding(row.Ids, state.data<float>().ToArray());
    }
}

using System.Collections.Immutable;
using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs.Format;

/// <summary>The dense tensors of a head: name, format, shape, numbers.</summary>
internal static class HeadPayload
{
    private const string Record = "the head";
    private const int FewestTensorBytes = 4; // length of the name, format, rank, a number of two bytes

    /// <summary>Writes a head that has no problems.</summary>
    public static void Write(PayloadWriter writer, TaskHead head)
    {
        writer.WriteNumber(head.Tensors.Length);
        foreach (var tensor in head.Tensors)
        {
            writer.WriteText(tensor.Name);
            writer.WriteByte((byte)tensor.Format);
            writer.WriteNumber(tensor.Shape.Length);
            foreach (var extent in tensor.Shape) writer.WriteNumber(extent);
            var bytes = new byte[FloatCodec.Bytes(tensor.Format) * tensor.Values.Length];
            FloatCodec.Encode(tensor.Values, tensor.Format, bytes);
            writer.WriteBytes(bytes);
        }
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/> or, for a format of numbers that is not
    /// known, <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static TaskHead Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Record);
        var tensors = ImmutableArray.CreateBuilder<HeadTensor>();
        for (var left = reader.ReadCount(FewestTensorBytes); left > 0; left--) tensors.Add(ReadTensor(ref reader));
        reader.End();
        return new TaskHead { Tensors = tensors.ToImmutable() };
    }

    private static HeadTensor ReadTensor(ref PayloadReader reader)
    {
        var name = reader.ReadText();
        var format = (ValueFormat)reader.ReadByte();
        if (format is not (ValueFormat.Fp32 or ValueFormat.Fp16))
            throw DiffErrors.Unsupported($"head tensor '{name}' has the unknown format {(int)format}");
        var shape = LayoutPayload.ReadShape(ref reader);
        var count = shape.Aggregate(1L, (product, extent) => product > int.MaxValue ? product : product * extent);
        if (count > reader.Left / FloatCodec.Bytes(format))
            throw DiffErrors.Invalid($"head tensor '{name}' announces more numbers than the head holds");
        var values = new float[count];
        FloatCodec.Decode(reader.ReadBytes((int)count * FloatCodec.Bytes(format)), format, values);
        return new HeadTensor { Name = name, Shape = shape, Values = values, Format = format };
    }
}

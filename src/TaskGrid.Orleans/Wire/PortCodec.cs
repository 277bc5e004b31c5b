using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace TaskGrid.Orleans;

/// <summary>
/// The port's records between silos: the JSON of <see cref="GridJson"/>, which is also that of the HTTP API, so that there
/// is one contract to keep. They are immutable: a call within a silo passes the object itself.
/// </summary>
[Alias("taskgrid.port")]
public sealed class PortCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <summary>Whether a type is a record of the port.</summary>
    public static bool IsPortType(Type type) =>
        type.Assembly == typeof(ITaskGrid).Assembly && type is { IsClass: true, IsGenericType: false } && TypeInfo(type) is not null;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType!, value)) return;
        writer.WriteFieldHeader(fieldIdDelta, expectedType!, typeof(PortCodec), WireType.TagDelimited);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(0, WireType.LengthPrefixed);
        writer.Session.TypeCodec.WriteLengthPrefixed(ref writer, value!.GetType());
        var json = JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo(value.GetType())!);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(1, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)json.Length);
        writer.Write(json);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference(ref reader, field.FieldType);
        field.EnsureWireTypeTagDelimited();
        var placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        Type? type = null;
        object? value = null;
        for (uint id = 0; ;)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject) break;
            id += header.FieldIdDelta;
            switch (id)
            {
                case 0:
                    ReferenceCodec.MarkValueField(reader.Session);
                    type = reader.Session.TypeCodec.ReadLengthPrefixed(ref reader);
                    break;
                case 1 when type is not null && IsPortType(type):
                    ReferenceCodec.MarkValueField(reader.Session);
                    value = JsonSerializer.Deserialize(reader.ReadBytes(reader.ReadVarUInt32()), TypeInfo(type)!);
                    break;
                default:
                    reader.ConsumeUnknownField(header);
                    break;
            }
        }

        ReferenceCodec.RecordObject(reader.Session, value!, placeholder);
        return value;
    }

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(input))]
    public object? DeepCopy(object? input, CopyContext context) => input;

    bool IGeneralizedCodec.IsSupportedType(Type type) => type == typeof(PortCodec) || IsPortType(type);

    bool IGeneralizedCopier.IsSupportedType(Type type) => IsPortType(type);

    bool? ITypeFilter.IsTypeAllowed(Type type) => type == typeof(PortCodec) || IsPortType(type) ? true : null;

    private static JsonTypeInfo? TypeInfo(Type type) => GridJson.Default.GetTypeInfo(type);
}

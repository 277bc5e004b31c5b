using System.Reflection;
using System.Text;

namespace TaskGrid.Orleans.Tests.Contract;

/// <summary>What goes between silos and clients, as text: grains, wire types with their ids, records of the port.</summary>
internal static class ContractListing
{
    /// <summary>The listing of this build.</summary>
    public static string Create()
    {
        var text = new StringBuilder();
        // Generated code has a namespace of its own.
        Type[] types = [.. typeof(OrleansGrid).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(OrleansGrid).Namespace)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];
        var port = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)))
            AddGrain(text, type, port);
        foreach (var type in types.Where(type =>
            type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)) AddWireType(text, type);
        var pending = new Queue<Type>(port.Values);
        while (pending.TryDequeue(out var type))
        {
            foreach (var property in GridJson.Default.GetTypeInfo(type)!.Properties) Collect(property.PropertyType, port, pending);
        }

        foreach (var type in port.Values) AddPortType(text, type);
        return text.ToString();
    }

    private static void AddGrain(StringBuilder text, Type type, SortedDictionary<string, Type> port)
    {
        text.Append("grain ").AppendLine(AliasOf(type));
        foreach (var method in type.GetMethods().OrderBy(AliasOf, StringComparer.Ordinal))
        {
            var parameters = method.GetParameters().Select(parameter => NameOf(parameter.ParameterType));
            text.AppendLine($"  {AliasOf(method)}({string.Join(", ", parameters)}): {NameOf(method.ReturnType)}");
            foreach (var parameter in method.GetParameters()) Collect(parameter.ParameterType, port, null);
            Collect(method.ReturnType, port, null);
        }
    }

    private static void AddWireType(StringBuilder text, Type type)
    {
        text.Append("wire ").AppendLine(AliasOf(type));
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(member => (Id: member.GetCustomAttribute<IdAttribute>()?.Id, member))
            .Where(member => member.Id is not null);
        foreach (var (id, member) in members.OrderBy(member => member.Id))
            text.AppendLine($"  {id} {member.Name}: {NameOf(member.PropertyType)}");
    }

    private static void AddPortType(StringBuilder text, Type type)
    {
        text.Append("port ").AppendLine(type.FullName);
        foreach (var property in GridJson.Default.GetTypeInfo(type)!.Properties.OrderBy(each => each.Name, StringComparer.Ordinal))
            text.AppendLine($"  {property.Name}: {NameOf(property.PropertyType)}{(property.IsRequired ? ", required" : "")}");
    }

    private static void Collect(Type type, SortedDictionary<string, Type> port, Queue<Type>? pending)
    {
        if (type.IsArray) Collect(type.GetElementType()!, port, pending);
        foreach (var argument in type.GetGenericArguments()) Collect(argument, port, pending);
        if (PortCodec.IsPortType(type) && port.TryAdd(type.FullName!, type)) pending?.Enqueue(type);
    }

    private static string AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? throw new InvalidOperationException($"{member.DeclaringType?.Name}.{member.Name} has no alias.");

    private static string NameOf(Type type) =>
        type.IsArray ? $"{NameOf(type.GetElementType()!)}[]"
        : type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;
}

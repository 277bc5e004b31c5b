using System.Reflection;
using System.Runtime.CompilerServices;

namespace TaskGrid.Node.Tests.Documents;

public sealed class StoredRecordTests
{
    // Nulls are not written, so what may be null must not be asked for when it is read.
    [Fact]
    public void RequiredProperties_OfRecordsThatAreStoredOrSent_AreNeverNull()
    {
        var nullability = new NullabilityInfoContext();
        var required = new[] { typeof(TaskInfo).Assembly, typeof(TaskState).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetProperties(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.IsDefined(typeof(RequiredMemberAttribute)))
            .ToList();
        Assert.True(required.Count > 30, $"{required.Count} properties");
        Assert.DoesNotContain(required, property => nullability.Create(property).ReadState == NullabilityState.Nullable);
    }
}

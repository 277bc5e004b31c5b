using Xunit.Abstractions;
using Xunit.Sdk;

namespace TaskGrid.Storage.Tests.Suite;

/// <summary>A test that knows by its class whether it can run: a test that is inherited cannot know by its
/// attribute.</summary>
public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("Called by the de-serializer alone.", error: true)]
    public StoreTestCase()
    {
    }

    public StoreTestCase(
        IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(messages, display, options, testMethod)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.Interfaces.Any(face => face.Name == typeof(INeedsAzurite).FullName)
            ? AzuriteProcess.Missing ?? base.GetSkipReason(factAttribute)
            : base.GetSkipReason(factAttribute);
}

using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Tests.Measuring;

public sealed class BertShapeTests
{
    [Fact]
    public void Layout_BertBase_HasItsPublishedSize() => Assert.Equal(109_482_240, BertShape.Base.Layout().Count);
}

using TaskGrid.Cli.Training;
using TaskGrid.Training.Methods;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Cli.Tests.Training;

public sealed class TrainOptionsTests
{
    [Fact]
    public void Methods_OfTheCommandLine_AreThoseOfTheCatalog() =>
        Assert.Equal(MethodCatalog.Names.Order(), TrainOptions.Methods.Order());

    [Fact]
    public void MethodsWithOptionsOfTheirOwn_AreThoseOfTheCatalog()
    {
        Assert.Equal(MethodCatalog.WithoutDensity.Order(), TrainOptions.WithoutDensity.Order());
        Assert.Equal(MethodCatalog.WithTwoPhases.Order(), TrainOptions.WithTwoPhases.Order());
    }

    [Fact]
    public void Metrics_OfTheCommandLine_AreThoseOfTheCatalog() =>
        Assert.Equal(MetricCatalog.Names.Order(), TrainOptions.Metrics.Order());
}

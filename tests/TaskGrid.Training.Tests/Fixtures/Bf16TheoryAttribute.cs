using TaskGrid.Torch;

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>Cases that compute in bf16.</summary>
public sealed class Bf16TheoryAttribute : TheoryAttribute
{
    public Bf16TheoryAttribute()
    {
        if (!TorchRuntime.SupportsBf16) Skip = "This processor does not multiply bf16.";
    }
}

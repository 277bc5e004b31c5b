namespace TaskGrid.Proofs.Tests;

/// <summary>A test that needs Azurite; without it, it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = AzuriteProcess.Missing!;
}

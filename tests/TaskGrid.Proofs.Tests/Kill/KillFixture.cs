using TaskGrid.Proofs.Kill;

namespace TaskGrid.Proofs.Tests.Kill;

/// <summary>The proof that tests on several stores share, so that nothing but the kills is done for each.</summary>
public sealed class KillFixture : IDisposable
{
    private readonly SampleBases _bases = new();

    public KillFixture() => Proof = new KillProof(_bases.Path, new KillPlan(Epochs: 1), _ => { });

    internal KillProof Proof { get; }

    public void Dispose() => _bases.Dispose();
}

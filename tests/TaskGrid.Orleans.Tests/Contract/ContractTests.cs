namespace TaskGrid.Orleans.Tests.Contract;

/// <summary>
/// Silos of two versions talk to each other during an upgrade. What they say is listed in <c>contract.txt</c>: an alias or an
/// id that was used once keeps its meaning, new ones are added.
/// </summary>
public sealed class ContractTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "TaskGrid.Orleans.Tests", "Contract");

    [Fact]
    public void Contract_OfThisBuild_IsTheCommittedOne()
    {
        var built = ContractListing.Create();
        var committed = File.ReadAllText(Path.Combine(Folder, "contract.txt"));
        if (built == committed) return;
        var file = Path.Combine(AppContext.BaseDirectory, "contract.txt");
        File.WriteAllText(file, built);
        Assert.Fail($"The contract has changed. If old and new silos still understand each other, commit {file}.");
    }
}

using TaskGrid.Diffs;
using TaskGrid.Node.Tests.Residency;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Bases;

public sealed class BaseCatalogTests
{
    [Fact]
    public void Load_OfABaseThatWasNotThereAMomentAgo_FindsIt()
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(folder["bases"]);
        Assert.Equal(
            ErrorCodes.BaseNotFound,
            Assert.Throws<TaskGridException>(() => catalog.Load(SampleBases.Name)).Code);
        using var others = new SampleBases();
        Directory.CreateDirectory(folder["bases"]);
        Directory.CreateSymbolicLink(
            Path.Combine(folder["bases"], SampleBases.Name), Path.Combine(others.Path, SampleBases.Name));
        Assert.Equal(SampleBases.Name, catalog.Load(SampleBases.Name).Info.Name);
    }

    [Fact]
    public void List_BesideBasesThatAreDamaged_HasTheOthersAndNamesThoseOnce()
    {
        using var folder = new ScratchFolder();
        using var others = new SampleBases();
        Directory.CreateDirectory(folder["bases/empty"]);
        Directory.CreateDirectory(folder["bases/truncated"]);
        File.WriteAllText(folder["bases/truncated/base.json"], "{");
        Directory.CreateSymbolicLink(folder[$"bases/{SampleBases.Name}"], Path.Combine(others.Path, SampleBases.Name));
        var log = new SeenLog();
        using var catalog = new BaseCatalog(folder["bases"], logger: log);
        var leftOut = new List<TaskGridException>();
        var info = Assert.Single(catalog.List(leftOut.Add));
        Assert.Single(catalog.List());
        Assert.Equal(2, log.Warnings.Count);
        Assert.True(Fingerprint.TryParse(info.Fingerprint, out var fingerprint));
        Assert.Equal(SampleBases.Name, catalog.Find(fingerprint));
        Assert.All((string[])["empty", "truncated"], name =>
        {
            var told = Assert.Single(leftOut, each => each.Message.Contains($"'{name}'", StringComparison.Ordinal));
            Assert.DoesNotContain(folder.Path, told.Message, StringComparison.Ordinal);
            Action[] uses = [() => catalog.Get(name), () => catalog.Load(name), () => catalog.Verify(name)];
            Assert.All(uses, use => Assert.Equal(ErrorCodes.StoreInvalid, Assert.Throws<TaskGridException>(use).Code));
        });

        var foreign = MadeDiffs.Create(catalog.Load(SampleBases.Name), 1) with { Base = Fingerprint.FromHash(new byte[32]) };
        var refused = Assert.Throws<TaskGridException>(() => catalog.LoadFor(foreign.Base));
        Assert.Equal((ErrorCodes.DiffBaseMismatch, foreign.Base.Hex), (refused.Code, refused.BaseFingerprint));
        Assert.Contains("The base 'empty' is damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFor_OfABaseThatIsDamaged_NamesItsFingerprint()
    {
        using var bases = new SampleBases();
        using var whole = new BaseCatalog(bases.Path);
        var diff = MadeDiffs.Create(whole.Load(SampleBases.Name), 1);
        using var catalog = new BaseCatalog(bases.Path);
        File.WriteAllText(Path.Combine(bases.Path, SampleBases.Name, "vocab.txt"), "");
        var refused = Assert.Throws<TaskGridException>(() => catalog.LoadFor(diff.Base));
        Assert.Equal((ErrorCodes.StoreInvalid, diff.Base.Hex), (refused.Code, refused.BaseFingerprint));
    }

    [Fact]
    public void Loadable_OfABaseWhoseVocabularyIsDamaged_LacksItFromTheFirstLoadToTheRepair()
    {
        using var bases = new SampleBases();
        using var catalog = new BaseCatalog(bases.Path);
        var vocabulary = Path.Combine(bases.Path, SampleBases.Name, "vocab.txt");
        var words = File.ReadAllBytes(vocabulary);
        File.WriteAllText(vocabulary, "");
        Assert.Equal([SampleBases.Name], catalog.Loadable().Select(each => each.Name));
        Assert.Equal(
            ErrorCodes.StoreInvalid, Assert.Throws<TaskGridException>(() => catalog.Load(SampleBases.Name)).Code);
        Assert.Empty(catalog.Loadable());
        Assert.False(catalog.Has(SampleBases.Name, null));
        Assert.Equal(ErrorCodes.StoreInvalid, Assert.Throws<TaskGridException>(() => catalog.Get(SampleBases.Name)).Code);
        File.WriteAllBytes(vocabulary, words);
        Assert.Equal(SampleBases.Name, catalog.Get(SampleBases.Name).Name);
        Assert.Equal([SampleBases.Name], catalog.Loadable().Select(each => each.Name));
        catalog.Load(SampleBases.Name);
    }

    [Fact]
    public void Loadable_OfABaseWithoutManifest_LacksItAndOnlyThen()
    {
        using var bases = new SampleBases();
        using var catalog = new BaseCatalog(bases.Path);
        var info = Assert.Single(catalog.Loadable());
        Assert.Same(info, Assert.Single(catalog.Loadable()));
        File.Delete(Path.Combine(bases.Path, SampleBases.Name, "base.json"));
        Assert.Empty(catalog.Loadable());
    }
}

namespace TaskGrid.Node.Tests.Residency;

public sealed class EvictionOrderTests
{
    [Fact]
    public void Take_AfterAnyChanges_GivesThemByWorthThenByUse()
    {
        var random = new Random(1);
        var order = new EvictionOrder<Item>();
        var items = Enumerable.Range(0, 300).Select(n => new Item { Bytes = n }).ToArray();
        for (var step = 0; step < 20_000; step++)
        {
            var item = items[random.Next(items.Length)];
            var isThere = item.Place >= 0;
            if (random.Next(4) == 0 && isThere) order.Remove(item);
            if (isThere && random.Next(100) > 0)
            {
                (item.Worth, item.LastUse) = (random.Next(8), step);
                order.Update(item);
            }
            else if (!isThere)
            {
                (item.Worth, item.LastUse) = (random.Next(8), step);
                order.Add(item);
            }
        }

        var expected = items.Where(item => item.Place >= 0).OrderBy(item => item.Worth).ThenBy(item => item.LastUse).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal((expected.Length, expected.Sum(item => item.Bytes)), (order.Count, order.Bytes));
        Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(_ => order.Take()));
        Assert.Equal((0, 0L), (order.Count, order.Bytes));
        Assert.All(items, item => Assert.True(item.Place < 0));
    }

    private sealed class Item : KeptItem;
}

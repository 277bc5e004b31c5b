namespace TaskGrid.Node;

/// <summary>
/// What goes first: what is worth least, of one worth what was used longest ago. A heap in which each item knows its place, so that a
/// use, which comes with each request, moves the item without a search and without new memory. Guarded by its owner.
/// </summary>
internal sealed class EvictionOrder<T>
    where T : KeptItem
{
    private readonly List<T> _heap = [];

    /// <summary>Items in it.</summary>
    public int Count => _heap.Count;

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds an item that is in no order.</summary>
    public void Add(T item)
    {
        Bytes += item.Bytes;
        _heap.Add(item);
        Rise(item, _heap.Count - 1);
    }

    /// <summary>Finds the place of an item whose worth or use has changed; of one that is in no order nothing becomes.</summary>
    public void Update(T item)
    {
        if (item.Place >= 0 && !Rise(item, item.Place)) Sink(item, item.Place);
    }

    /// <summary>Takes an item out, if it is here.</summary>
    public void Remove(T item)
    {
        if (item.Place < 0) return;
        Bytes -= item.Bytes;
        var (place, last) = (item.Place, _heap[^1]);
        _heap.RemoveAt(_heap.Count - 1);
        item.Place = -1;
        if (last == item) return;
        Put(last, place);
        Update(last);
    }

    /// <summary>Takes out what goes first; there is something.</summary>
    public T Take()
    {
        var first = _heap[0];
        Remove(first);
        return first;
    }

    private static bool IsBefore(T item, T other) =>
        item.Worth < other.Worth || (item.Worth == other.Worth && item.LastUse < other.LastUse);

    private bool Rise(T item, int place)
    {
        var start = place;
        for (int parent; place > 0 && IsBefore(item, _heap[parent = (place - 1) / 2]); place = parent) Put(_heap[parent], place);
        Put(item, place);
        return place != start;
    }

    private void Sink(T item, int place)
    {
        for (int child; (child = (2 * place) + 1) < _heap.Count; place = child)
        {
            if (child + 1 < _heap.Count && IsBefore(_heap[child + 1], _heap[child])) child++;
            if (!IsBefore(_heap[child], item)) break;
            Put(_heap[child], place);
        }

        Put(item, place);
    }

    private void Put(T item, int place)
    {
        _heap[place] = item;
        item.Place = place;
    }
}

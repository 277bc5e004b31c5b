using TaskGrid.Serving.Resident;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>Tasks where the base is, as many as fit; a task whose rows come back brings itself along again.</summary>
/// <param name="maxBytes">Bytes that tasks may take there together; those of a running batch always may.</param>
/// <param name="device">Where.</param>
internal sealed class TensorTasks(long maxBytes, Device device) : IDisposable
{
    private readonly Dictionary<SparseOverrides, LinkedListNode<(SparseOverrides Key, TensorTask Task)>> _nodes = [];
    private readonly LinkedList<(SparseOverrides Key, TensorTask Task)> _byUse = [];

    /// <summary>Bytes that they take.</summary>
    public long Bytes { get; private set; }

    /// <summary>The tasks of a batch.</summary>
    public TensorTask[] Take(IReadOnlyList<SparseOverrides> tasks)
    {
        var taken = tasks.Select(Take).ToArray();
        for (var left = _byUse.Count - taken.Length; left > 0 && Bytes > maxBytes; left--) Forget(_byUse.Last!.Value.Key);
        return taken;
    }

    /// <summary>Drops one.</summary>
    public void Forget(SparseOverrides task)
    {
        if (!_nodes.Remove(task, out var node)) return;
        _byUse.Remove(node);
        Bytes -= node.Value.Task.Bytes;
        node.Value.Task.Dispose();
    }

    public void Dispose()
    {
        foreach (var (_, task) in _byUse) task.Dispose();
        _byUse.Clear();
        _nodes.Clear();
    }

    private TensorTask Take(SparseOverrides key)
    {
        if (_nodes.TryGetValue(key, out var node))
        {
            _byUse.Remove(node);
        }
        else
        {
            var task = new TensorTask(key, device);
            node = new LinkedListNode<(SparseOverrides Key, TensorTask Task)>((key, task));
            _nodes.Add(key, node);
            Bytes += task.Bytes;
        }

        _byUse.AddFirst(node);
        return node.Value.Task;
    }
}

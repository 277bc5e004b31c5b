using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class ScopeTests
{
    [Fact]
    public void Scope_WhenDisposed_DisposesWhatItStillOwns()
    {
        var before = Tensor.TotalCount;
        Tensor inner;
        Tensor moved;
        Tensor detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = zeros(1);
                moved = zeros(1).MoveToOuterDisposeScope();
                detached = zeros(1).DetachFromDisposeScope();
                Assert.Equal(before + 3, Tensor.TotalCount);
            }

            Assert.True(inner.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.Equal(1, outer.DisposablesCount);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void RepeatedScope_OpenedAgain_UsesItsObjectsForOtherTensors()
    {
        var before = Tensor.TotalCount;
        var scopes = new RepeatedScope();
        Tensor first;
        Tensor moved;
        Tensor disposed;
        using (scopes.Open())
        {
            first = full([2], 1f);
            moved = full([2], 2f).DetachFromDisposeScope();
            disposed = full([2], 3f);
            disposed.Dispose();
            using (NewDisposeScope()) full([2], 4f).MoveToOuterDisposeScope();
            Assert.Equal(before + 3, Tensor.TotalCount);
        }

        Assert.True(first.IsInvalid);
        Assert.Equal(before + 1, Tensor.TotalCount);
        using (scopes.Open())
        {
            Tensor[] again = [full([2], 5f), full([2], 6f), full([2], 7f)];
            Assert.Contains(first, again);
            Assert.DoesNotContain(moved, again);
            Assert.DoesNotContain(disposed, again);
            Assert.Equal([5f, 6f, 7f], again.Select(tensor => TorchDialect.Elements<float>(tensor)[0]));
            Assert.Equal(2, TorchDialect.Elements<float>(moved)[0]);
        }

        moved.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Scope_AfterManyDisposals_OwnsTheRest()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 10).Select(_ => zeros(1)).ToArray();
        foreach (var index in (int[])[9, 0, 4]) tensors[index].Dispose();
        Assert.Equal(7, scope.DisposablesCount);
        scope.DisposeEverythingBut(tensors[1], tensors[8]);
        Assert.Equal(2, scope.DisposablesCount);
        Assert.Equal([1, 8], Enumerable.Range(0, 10).Where(i => !tensors[i].IsInvalid));
        scope.DisposeEverything();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_ClosedOutOfOrder_LeaveTheInnerOneCurrent()
    {
        var before = Tensor.TotalCount;
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var made = zeros(1);
        Assert.True(inner.Contains(made));
        made.MoveToOuterDisposeScope();
        inner.Dispose();
        Assert.False(made.IsInvalid);
        made.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Attach_OfATensorWithoutScope_TakesIt()
    {
        Tensor made;
        using (var scope = NewDisposeScope())
        {
            made = zeros(1).DetachFromDisposeScope();
            var other = zeros(1);
            made.MoveToOtherDisposeScope(other);
            Assert.True(scope.Contains(made));
        }

        Assert.True(made.IsInvalid);
    }

    [Fact]
    public async Task Scope_OfAnotherThread_IsNotSeen()
    {
        using var scope = NewDisposeScope();
        using var made = await Task.Run(() => zeros(1));
        Assert.False(scope.Contains(made));
    }

    [Fact]
    public void Scope_DisposedOnAnotherThread_OwnsNothingMore()
    {
        var before = Tensor.TotalCount;
        using (var outer = NewDisposeScope())
        {
            var inner = NewDisposeScope();
            var thread = new Thread(inner.Dispose);
            thread.Start();
            thread.Join();
            Assert.True(outer.Contains(zeros(1)));
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Tensor_AfterDispose_ThrowsObjectDisposed()
    {
        var disposed = zeros(1);
        disposed.Dispose();
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => disposed.shape);
        Assert.Throws<ObjectDisposedException>(() => disposed.Handle);
        Assert.Throws<ObjectDisposedException>(() => disposed + 1);
        Assert.Throws<ObjectDisposedException>(() => disposed.backward());
        Assert.Equal("[disposed]", disposed.ToString());
    }

    [Fact]
    public void Scope_AfterDispose_RefusesWork()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        using var made = zeros(1);
        Assert.Throws<ObjectDisposedException>(() => scope.Attach(made));
    }
}

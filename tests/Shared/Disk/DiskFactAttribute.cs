namespace TaskGrid.Tests;

/// <summary>A test that mounts a disk; where that is not allowed, it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute()
    {
        using var disk = SmallDisk.TryMount(1, out var missing);
        Skip = missing!;
    }
}

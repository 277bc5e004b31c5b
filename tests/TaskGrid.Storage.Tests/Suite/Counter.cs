using System.Globalization;
using System.Text;

namespace TaskGrid.Storage.Tests.Suite;

/// <summary>A number in a blob, changed by whoever has its latest ETag.</summary>
internal static class Counter
{
    public static async Task IncrementAsync(IBlobStore store, string key)
    {
        while (!await TryIncrementAsync(store, key))
        {
        }
    }

    public static async Task<int> ReadAsync(IBlobStore store, string key) =>
        await store.ReadBytesAsync(key, 64) is { } found ? Parse(found.Bytes) : 0;

    private static async Task<bool> TryIncrementAsync(IBlobStore store, string key)
    {
        var found = await store.ReadBytesAsync(key, 64);
        var condition = found is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(found.Info.ETag);
        var next = (found is null ? 0 : Parse(found.Bytes)) + 1;
        var content = Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture));
        return await store.WriteBytesAsync(key, content, condition) is not null;
    }

    private static int Parse(byte[] bytes) => int.Parse(bytes, CultureInfo.InvariantCulture);
}

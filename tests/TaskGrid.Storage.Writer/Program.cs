using System.Globalization;
using TaskGrid;
using TaskGrid.Storage;
using TaskGrid.Storage.Tests.Suite;
using TaskGrid.Storage.Writer;

// increment FOLDER KEY TIMES | stall FOLDER KEY BYTES | rewrite FOLDER KEY BYTES
var store = new FileBlobStore(args[1]);
var (key, number) = (args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
switch (args[0])
{
    case "increment":
        // All of them begin together, and not when each has started.
        Console.WriteLine("ready");
        Console.ReadLine();
        for (var i = 0; i < number; i++) await Counter.IncrementAsync(store, key);
        return 0;
    case "stall":
        await store.WriteAsync(key, new StallingStream(number), BlobCondition.None);
        return 1;
    case "rewrite":
        for (byte value = 0; ; value++)
        {
            var content = new byte[number];
            content.AsSpan().Fill(value);
            await store.WriteBytesAsync(key, content, BlobCondition.None);
            if (value == 0) Console.WriteLine("begun");
        }

    default:
        return 2;
}

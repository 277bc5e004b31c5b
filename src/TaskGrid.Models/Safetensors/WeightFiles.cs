using System.Collections.Immutable;

namespace TaskGrid.Models;

/// <summary>
/// The weights of a model in a folder: <c>model.safetensors</c>, or several files that
/// <c>model.safetensors.index.json</c> names. Files stay open until this is disposed.
/// </summary>
public sealed class WeightFiles : IDisposable
{
    /// <summary>The name of weights in one file.</summary>
    public const string SingleFile = "model.safetensors";

    /// <summary>The name of the index of weights in several files.</summary>
    public const string IndexFile = "model.safetensors.index.json";

    private readonly List<SafetensorsFile> _files = [];

    private WeightFiles()
    {
    }

    /// <summary>All tensors, in the order of files and offsets.</summary>
    public ImmutableArray<WeightTensor> Tensors { get; private set; } = [];

    /// <summary>Bytes of all tensors together.</summary>
    public long TotalBytes => Tensors.Sum(tensor => tensor.ByteLength);

    /// <summary>Opens a folder's weights; the single file wins when both kinds are there.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>: the folder has neither, or shards are
    /// missing; <see cref="ErrorCodes.SafetensorsInvalid"/>: a file breaks its format, or the index does not match the
    /// files. The details list every problem.</exception>
    public static WeightFiles Open(string folder)
    {
        var single = Path.Combine(folder, SingleFile);
        var indexPath = Path.Combine(folder, IndexFile);
        var weights = new WeightFiles();
        try
        {
            if (File.Exists(single)) weights.OpenFiles([single]);
            else if (File.Exists(indexPath)) weights.OpenShards(folder, ShardIndex.Read(indexPath));
            else
            {
                throw new TaskGridException(
                    ErrorCodes.FileNotFound, $"{folder} has neither {SingleFile} nor {IndexFile}. Check the path.");
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void OpenShards(string folder, ShardIndex index)
    {
        var missing = index.Files.Where(file => !File.Exists(Path.Combine(folder, file))).ToArray();
        if (missing.Length > 0)
        {
            throw new TaskGridException(
                ErrorCodes.FileNotFound,
                $"{folder} lacks {missing.Length} of the {index.Files.Length} files that its {IndexFile} names: "
                + $"{string.Join(", ", missing.Take(3))}. Download them too.",
                missing);
        }

        OpenFiles(index.Files.Select(file => Path.Combine(folder, file)));
        index.Check(_files);
    }

    private void OpenFiles(IEnumerable<string> paths)
    {
        foreach (var path in paths) _files.Add(SafetensorsFile.Open(path));
        Tensors = [.. _files.SelectMany(file => file.Header.Tensors.Select(tensor => new WeightTensor(file, tensor)))];
    }
}

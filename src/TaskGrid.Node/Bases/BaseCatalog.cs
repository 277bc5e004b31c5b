using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Node;

/// <summary>The base models of one store; each is read into memory once, when it is first used, and never written.
/// </summary>
public sealed partial class BaseCatalog : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<BaseModel>> _loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _leftOut = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string? Stamp, BaseInfo? Info, TaskGridException? Damage)> _read = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly Lazy<Device> _device;
    private readonly ILogger _logger;

    /// <summary>Uses a folder, which is made by the first import.</summary>
    /// <param name="folder">Holds a folder for each base, by its name.</param>
    /// <param name="device">Where bases in memory are, and so where is computed; see <see cref="TorchRuntime.Device"/>. It is
    /// asked for when the first base is loaded.</param>
    /// <param name="logger">Is told of bases that cannot be read; null: nobody is.</param>
    public BaseCatalog(string folder, string device = DeviceNames.Auto, ILogger? logger = null) =>
        (_folder, _device, _logger) = (folder, new(() => TorchRuntime.Device(device)), logger ?? NullLogger.Instance);

    /// <summary>Where bases in memory are: <c>cpu</c> or <c>cuda:N</c>.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DeviceUnavailable"/>; libtorch cannot be loaded.</exception>
    public string Device => _device.Value.ToString();

    /// <summary>Imports a base.</summary>
    /// <param name="source">A folder in Hugging Face layout, or <c>hf:org/name[@revision]</c>.</param>
    /// <param name="name">Its name in the store.</param>
    /// <param name="progress">Is told bytes, often; may be null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException">See <see cref="BaseImporter"/>.</exception>
    public Task<BaseImportResult> ImportAsync(
        string source,
        string name,
        IProgress<BaseImportProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        BaseImporter.ImportAsync(source, FolderOf(name), new BaseImportOptions(), progress, cancellationToken);

    /// <summary>All bases that can be read, by name.</summary>
    /// <param name="leftOut">Is told why each of the others cannot; null: nobody is.</param>
    public IReadOnlyList<BaseInfo> List(Action<TaskGridException>? leftOut = null) =>
        [.. Names().Select(name => TryRead(name, leftOut)).OfType<BaseInfo>()];

    /// <summary>One base's sizes and origin.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>; <see cref="ErrorCodes.StoreInvalid"/>: it is
    /// damaged.</exception>
    public BaseInfo Get(string name)
    {
        // What loading it has found is true until its files change.
        if (_read.TryGetValue(name, out var read) && read.Damage is { } damage && read.Stamp == StampOf(name))
            throw new TaskGridException(damage.Code, damage.Message, damage.Details, damage);
        return Open(name).Info;
    }

    /// <summary>A base in memory; it stays the catalog's.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>, or the stored base is
    /// damaged.</exception>
    public BaseModel Load(string name)
    {
        var model = _loaded.GetOrAdd(name, key => new Lazy<BaseModel>(() => LoadNew(key)));
        try
        {
            return model.Value;
        }
        catch
        {
            // A failed load is tried again by the next caller: the base may have come, or memory.
            _loaded.TryRemove(KeyValuePair.Create(name, model));
            throw;
        }
    }

    /// <summary>Loads a base, for those who use it later.</summary>
    /// <exception cref="TaskGridException">As of <see cref="Load"/>.</exception>
    public BaseInfo Pin(string name)
    {
        Load(name);
        return Get(name);
    }

    /// <summary>The name of the base with a fingerprint, or null.</summary>
    public string? Find(Fingerprint fingerprint) =>
        List().FirstOrDefault(info => info.Fingerprint == fingerprint.Hex)?.Name;

    /// <summary>Checks that a task's diff and head fit its base.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: the store does not hold its base, or
    /// the diff does not fit it; <see cref="ErrorCodes.DiffInvalid"/>: the head does not.</exception>
    internal void Check(TaskDiff diff) => TaskModel.Check(LoadFor(diff.Base), diff);

    /// <summary>Checks the same by what the base's files say; nothing is loaded.</summary>
    /// <returns>Whether the base is here.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>, <see cref="ErrorCodes.DiffInvalid"/>.</exception>
    internal bool CheckIfHere(TaskDiff diff)
    {
        if (Find(diff.Base) is not { } name) return false;
        TaskModel.Check(Open(name), diff);
        return true;
    }

    /// <summary>The base that diffs of a fingerprint belong to; it stays the catalog's.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: the store does not hold it;
    /// <see cref="ErrorCodes.StoreInvalid"/>: it is damaged. Both have its fingerprint.</exception>
    internal BaseModel LoadFor(Fingerprint fingerprint)
    {
        foreach (var loaded in _loaded.Values)
        {
            if (loaded.IsValueCreated && loaded.Value.Fingerprint == fingerprint) return loaded.Value;
        }

        var damaged = new List<TaskGridException>();
        var bases = List(damaged.Add);
        var found = bases.FirstOrDefault(info => info.Fingerprint == fingerprint.Hex) ?? throw new TaskGridException(
            ErrorCodes.DiffBaseMismatch,
            $"The store does not hold the base {fingerprint} that this diff belongs to. Import that base, then try again. "
            + $"It holds: {string.Join(", ", bases.Select(info => $"{info.Name} ({info.Fingerprint[..12]})"))}."
            + string.Concat(damaged.Select(each => " " + each.Message)))
        {
            BaseFingerprint = fingerprint.Hex,
        };
        try
        {
            return Load(found.Name);
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
        {
            // Tells it from a document that is damaged.
            throw new TaskGridException(exception.Code, exception.Message, exception.Details, exception)
            {
                BaseFingerprint = fingerprint.Hex,
            };
        }
    }

    /// <summary>Whether a base can be loaded.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fingerprint">Of the weights that it must have; null: any.</param>
    internal bool Has(string name, string? fingerprint) =>
        FindLoadable(name) is { } info && (fingerprint is null || info.Fingerprint == fingerprint);

    /// <summary>All bases that can be loaded, by name. Folders that have not changed are not read again.</summary>
    internal IReadOnlyList<BaseInfo> Loadable() => [.. Names().Select(FindLoadable).OfType<BaseInfo>()];

    /// <summary>Where it computes; null: the device is not here, or libtorch cannot be loaded.</summary>
    internal string? FindDevice()
    {
        try
        {
            return TorchFailure.Translate(() => Device);
        }
        catch (TaskGridException)
        {
            return null;
        }
    }

    /// <summary>Names of all bases, readable or not.</summary>
    internal IReadOnlyList<string> Names() =>
        !Directory.Exists(_folder)
            ? []
            : [.. Directory.GetDirectories(_folder).Select(Path.GetFileName).OfType<string>()
                .Where(ResourceName.IsValid).Order(StringComparer.Ordinal)];

    /// <summary>Reads a base as it is on disk, checking every byte of its weights.</summary>
    /// <exception cref="TaskGridException">It is damaged.</exception>
    internal void Verify(string name) => Open(name).VerifyFingerprint();

    /// <summary>Names of the bases in memory.</summary>
    internal IReadOnlyList<string> Loaded() =>
        [.. _loaded.Where(each => each.Value.IsValueCreated).Select(each => each.Key).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _loaded.Values.Where(model => model.IsValueCreated)) model.Value.Dispose();
        _loaded.Clear();
    }

    private BaseModel LoadNew(string name)
    {
        var stamp = StampOf(name);
        try
        {
            return TorchFailure.Translate(() => BaseModel.Load(Open(name), _device.Value));
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
        {
            // Not all of a folder is read before.
            _read[name] = (stamp, null, exception);
            throw;
        }
    }

    private BaseInfo? FindLoadable(string name)
    {
        // What is in memory counts: that is what is computed with.
        if (_loaded.TryGetValue(name, out var loaded) && loaded.IsValueCreated) return loaded.Value.Info;
        var stamp = StampOf(name);
        if (stamp is null || !_read.TryGetValue(name, out var read) || read.Stamp != stamp)
            _read[name] = read = (stamp, TryRead(name), null);
        return read.Info;
    }

    // Another one when a file of the folder has changed; null: nobody can tell.
    private string? StampOf(string name)
    {
        try
        {
            return string.Join(
                '/', new DirectoryInfo(FolderOf(name)).GetFiles().Select(file => $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private BaseInfo? TryRead(string name, Action<TaskGridException>? leftOut = null)
    {
        var folder = FolderOf(name);
        if (!Directory.Exists(folder)) return null;
        try
        {
            return BaseFolder.Open(folder).Info;
        }
        catch (TaskGridException exception)
        {
            if (_leftOut.TryAdd(name, true)) LogLeftOut(_logger, name, folder, exception.Message);
            leftOut?.Invoke(exception);
            return null;
        }
    }

    private string FolderOf(string name) => Path.Combine(_folder, ResourceName.Check(name, "base"));

    private BaseFolder Open(string name)
    {
        var folder = FolderOf(name);
        if (Directory.Exists(folder)) return BaseFolder.Open(folder);
        var names = List().Select(info => info.Name).ToArray();
        throw new TaskGridException(
            ErrorCodes.BaseNotFound,
            $"There is no base '{name}' in the store. " + (names.Length == 0
                ? $"Import one: taskgrid base import SOURCE --name {name}"
                : $"It holds: {string.Join(", ", names)}."));
    }
}

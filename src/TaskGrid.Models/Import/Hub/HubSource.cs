using TaskGrid.Storage;

namespace TaskGrid.Models;

/// <summary>
/// A base model on a hub. Files are downloaded into a cache folder of their own; once the hub has told the commit that
/// a branch stands for, all further files are taken from that commit.
/// </summary>
internal sealed class HubSource : IBaseSource
{
    private const int CommitLength = 40;
    private readonly HubModel _model;
    private readonly HubOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly IProgress<BaseImportProgress>? _progress;
    private readonly HubClient _client;
    private readonly FileStream _lock;
    private string? _commit;
    private bool _isReleased;

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the cache folder cannot be
    /// written, or another process downloads the same model.</exception>
    public HubSource(
        HubModel model, HubOptions options, TimeProvider timeProvider, IProgress<BaseImportProgress>? progress)
    {
        (_model, _options, _timeProvider, _progress) = (model, options, timeProvider, progress);
        Folder = Path.Combine(options.CacheFolder, Uri.EscapeDataString($"{model.Id}@{model.Revision}"));
        StoreErrors.Guard(Folder, () => Directory.CreateDirectory(Folder));
        _lock = Lock();
        _client = new HubClient(options);
    }

    public string Description => _commit is null ? _model.ToString() : $"{HubModel.Prefix}{_model.Id}@{_commit}";

    public string Folder { get; }

    public bool IsPinned => _commit is not null;

    public Task<bool> ExistsAsync(string file, CancellationToken cancellationToken)
    {
        var what = What(file);
        return Retry.RunAsync(what, AttemptAsync, () => 0, cancellationToken);

        async Task<bool> AttemptAsync()
        {
            using var idle = new IdleTimer(_options.IdleTimeout, _timeProvider, cancellationToken);
            using var response = await _client.SendAsync(HttpMethod.Head, AddressOf(file), 0, idle);
            return !HubRefusal.IsAbsent(response, what);
        }
    }

    public async Task<string?> FindAsync(string file, CancellationToken cancellationToken)
    {
        var part = new PartFile(Path.Combine(Folder, file));
        var download = new HubDownload(_client, _options, _timeProvider, _progress, part, What(file));
        var path = await Retry.RunAsync(
            What(file),
            () => download.TryAsync(AddressOf(file), cancellationToken),
            () => part.Length,
            cancellationToken);
        if (download.Commit is { Length: CommitLength } commit && commit.All(char.IsAsciiHexDigitLower))
            _commit ??= commit;
        return path;
    }

    public async Task<IReadOnlyList<string>> FindPickledAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var file in PickledWeights.UsualNames)
            if (await ExistsAsync(file, cancellationToken)) found.Add(file);
        return found;
    }

    public void Release() => _isReleased = true;

    public void Dispose()
    {
        _client.Dispose();
        if (_isReleased)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
            {
                // The base is stored; a cache that stays costs space only.
            }
        }

        _lock.Dispose();
    }

    private HubRetry Retry => new(_options, _timeProvider);

    private string What(string file) => $"{file} of {_model}";

    private Uri AddressOf(string file) => _model.AddressOf(_options.Endpoint, _commit ?? _model.Revision, file);

    private FileStream Lock()
    {
        try
        {
            return new FileStream(
                Folder + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new TaskGridException(
                ErrorCodes.StoreUnavailable,
                $"Cannot lock {Folder}: {exception.Message} If another import of {_model} is at work, wait for it.",
                null, exception);
        }
    }
}

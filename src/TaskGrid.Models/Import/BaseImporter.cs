using System.Collections.Immutable;

namespace TaskGrid.Models;

/// <summary>Brings base models into the store.</summary>
public static class BaseImporter
{
    /// <summary>
    /// Imports a base model: checks its configuration, tokenizer and weights, and writes them in canonical form. The
    /// base is in the store whole or not at all; an interrupted download is resumed by the next import.
    /// </summary>
    /// <param name="source">A folder of Hugging Face's layout, or <c>hf:org/name[@revision]</c>.</param>
    /// <param name="destinationFolder">The folder to make; its last part is the base's name.</param>
    /// <param name="options">Where downloads come from.</param>
    /// <param name="progress">Is told bytes, often; may be null.</param>
    /// <param name="cancellationToken">Ends the work and leaves at most a resumable download.</param>
    /// <exception cref="TaskGridException">
    /// <see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.InvalidArgument"/>;
    /// <see cref="ErrorCodes.FileNotFound"/>: there is no such folder; <see cref="ErrorCodes.DownloadFailed"/>;
    /// <see cref="ErrorCodes.BaseInvalid"/>, <see cref="ErrorCodes.SafetensorsInvalid"/>: the source is incomplete,
    /// inconsistent or damaged; <see cref="ErrorCodes.BaseUnsupported"/>, <see cref="ErrorCodes.PickleRefused"/>;
    /// <see cref="ErrorCodes.BaseExists"/>: another base of that name is there;
    /// <see cref="ErrorCodes.StoreUnavailable"/>, <see cref="ErrorCodes.StoreInvalid"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<BaseImportResult> ImportAsync(
        string source,
        string destinationFolder,
        BaseImportOptions options,
        IProgress<BaseImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destinationFolder));
        var name = ResourceName.Check(Path.GetFileName(destination), "base");
        using var files = Open(source, options, progress);
        try
        {
            var result = await ImportAsync(files, destination, name, options.TimeProvider, progress, cancellationToken);
            files.Release();
            return result;
        }
        catch (TaskGridException exception) when (exception.Code is ErrorCodes.BaseInvalid
            or ErrorCodes.BaseUnsupported or ErrorCodes.PickleRefused or ErrorCodes.SafetensorsInvalid)
        {
            // Another download would bring the same files.
            files.Release();
            throw;
        }
    }

    private static async Task<BaseImportResult> ImportAsync(
        IBaseSource files,
        string destination,
        string name,
        TimeProvider timeProvider,
        IProgress<BaseImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var snapshot = await SourceSnapshot.TakeAsync(files, cancellationToken);
        var existing = Directory.Exists(destination) ? BaseFolder.Open(destination) : null;
        if (existing is not null && files.IsPinned && existing.Info.Source == files.Description)
            return new BaseImportResult { Info = existing.Info, Unchanged = true, IgnoredTensors = [] };

        var draft = BaseDraft.Read(snapshot, files.Description);
        using var weights = await FetchWeightsAsync(files, snapshot, cancellationToken);
        var binding = CheckpointBinder.Bind(draft.Config, weights.Tensors);
        return await Task.Run(
            () =>
            {
                WeightPass.CheckTies(binding, cancellationToken);
                if (existing is null)
                    draft.Write(destination, name, binding, timeProvider.GetUtcNow(), progress, cancellationToken);
                else
                    draft.CheckSame(existing, binding, progress, cancellationToken);
                return new BaseImportResult
                {
                    Info = (existing ?? BaseFolder.Open(destination)).Info,
                    Unchanged = existing is not null,
                    IgnoredTensors = binding.Ignored,
                };
            },
            cancellationToken);
    }

    private static IBaseSource Open(
        string source, BaseImportOptions options, IProgress<BaseImportProgress>? progress) =>
        source.StartsWith(HubModel.Prefix, StringComparison.Ordinal)
            ? new HubSource(
                HubModel.Parse(source), options.Hub ?? HubOptions.FromEnvironment(), options.TimeProvider, progress)
            : new FolderSource(source);

    private static async Task<WeightFiles> FetchWeightsAsync(
        IBaseSource files, SourceSnapshot snapshot, CancellationToken cancellationToken)
    {
        ImmutableArray<string> names = [WeightFiles.SingleFile];
        if (snapshot.IsSharded)
        {
            var index = await files.FindAsync(WeightFiles.IndexFile, cancellationToken);
            names = index is null ? [] : ShardIndex.Read(index).Files;
        }

        // What is missing is reported, all of it, when the weights are opened.
        foreach (var name in names) await files.FindAsync(name, cancellationToken);
        return WeightFiles.Open(files.Folder);
    }
}

namespace TaskGrid.Serving;

/// <summary>Settings of a <see cref="TaskServer"/>.</summary>
public sealed record ServingOptions
{
    /// <summary>Whether products are computed in bf16, over a copy of the base of 2 bytes a parameter. Default: fp32.
    /// </summary>
    public bool Half { get; init; }

    /// <summary>Threads of products and side products; by default as many as libtorch takes.</summary>
    public int? Threads { get; init; }

    /// <summary>How requests become batches.</summary>
    public BatchingOptions Batching { get; init; } = new();

    /// <summary>Bytes that merged copies may take together; by default 512 MiB.</summary>
    public long MaxMergedBytes { get; init; } = 512L << 20;

    /// <summary>Bytes that tasks may take on a CUDA device beside the base and merged copies; by default 1 GiB. The tasks of a
    /// running batch always may.</summary>
    public long MaxDeviceBytes { get; init; } = 1L << 30;

    /// <summary>For tests: side products by tensor operations also on the processor.</summary>
    internal bool TensorProducts { get; init; }

    /// <summary>For tests: the clock by which costs and savings of tasks grow old.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The only mode to use; null (the default): the one that costs least.</summary>
    public ServingMode? Mode { get; init; }
}

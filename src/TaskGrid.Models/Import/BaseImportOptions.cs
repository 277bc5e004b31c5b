namespace TaskGrid.Models;

/// <summary>How bases are imported.</summary>
public sealed record BaseImportOptions
{
    /// <summary>How models come from a hub; read from the environment when null. Default: null.</summary>
    public HubOptions? Hub { get; init; }

    /// <summary>Clock of waits and of the time of creation. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

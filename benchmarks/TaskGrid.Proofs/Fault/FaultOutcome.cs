namespace TaskGrid.Proofs.Fault;

/// <summary>What a store's faults have done.</summary>
internal sealed record FaultOutcome
{
    /// <summary>Calls of the store.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls that went wrong.</summary>
    public required int Faults { get; init; }

    /// <summary>Changes that were confirmed to whoever asked for them.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Confirmed changes that are not there.</summary>
    public required int Lost { get; init; }

    /// <summary>Contents that were read and were not those that had been written.</summary>
    public required int CorruptReads { get; init; }

    /// <summary>How often one change was asked for until it was confirmed, at most.</summary>
    public required int MostAttempts { get; init; }

    /// <summary>Jobs that did not end, or not with the bytes of an undisturbed run.</summary>
    public required int WrongJobs { get; init; }

    /// <summary>What <c>store verify</c> finds.</summary>
    public required int Damaged { get; init; }

    /// <summary>Every problem, in words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

namespace TaskGrid.Gateway;

/// <summary>What a caller may do.</summary>
public static class ApiScope
{
    /// <summary>See tasks, jobs, files, bases and nodes.</summary>
    public const string Read = "read";

    /// <summary>Ask for predictions and evaluations.</summary>
    public const string Predict = "predict";

    /// <summary>Upload data, train, publish; and read.</summary>
    public const string Train = "train";

    /// <summary>Everything of the tenant, also removing tasks and versions.</summary>
    public const string Admin = "admin";

    /// <summary>See what all tenants do together; of no tenant, so that <see cref="Admin"/> has it not.</summary>
    public const string Operate = "operate";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Predict, Train, Admin, Operate];

    /// <summary>Whether scopes allow what one of them is for.</summary>
    /// <param name="held">The caller's.</param>
    /// <param name="needed">The call's.</param>
    public static bool Allows(IEnumerable<string> held, string needed) =>
        held.Any(
            scope => scope == needed || (scope == Admin && needed != Operate) || (scope == Train && needed == Read));

    /// <summary>Whether a call with this scope changes something.</summary>
    public static bool Writes(string needed) => needed is Train or Admin;
}

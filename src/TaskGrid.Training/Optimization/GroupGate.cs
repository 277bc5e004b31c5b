namespace TaskGrid.Training.Optimization;

/// <summary>A group's gate during one step; all ones in the unstructured form.</summary>
/// <param name="Value">z_g that the step's effective weights were made with.</param>
/// <param name="NextValue">z_g of the next step.</param>
/// <param name="Open">σ(α_g): the factor that the product penalty puts on the group's entries.</param>
internal readonly record struct GroupGate(float Value, float NextValue, float Open)
{
    /// <summary>The gate of the unstructured form.</summary>
    public static GroupGate None { get; } = new(1, 1, 1);
}

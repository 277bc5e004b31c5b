namespace TaskGrid.Gateway;

/// <summary>Tokens of an identity provider: the tenant is in the claim <c>tenant</c>, the scopes in <c>scope</c>,
/// separated by spaces.</summary>
public sealed record JwtOptions
{
    /// <summary>The provider's address, below which its keys are found: https, or a provider on this machine.
    /// </summary>
    public required Uri Authority { get; init; }

    /// <summary>The audience that tokens must be made for.</summary>
    public required string Audience { get; init; }
}

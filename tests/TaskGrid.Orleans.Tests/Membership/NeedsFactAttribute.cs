namespace TaskGrid.Orleans.Tests.Membership;

/// <summary>A test that needs a server of this machine; without it, it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(MembershipKind server) => Skip = server switch
    {
        MembershipKind.Redis => RedisServer.Missing,
        MembershipKind.PostgreSql => PostgreSqlServer.Missing,
        _ => AzuriteProcess.Missing,
    };
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Serving;

/// <summary>The options of <c>serve</c> that go with <c>--engine orleans</c>.</summary>
internal sealed class ClusterSymbols
{
    /// <summary>Membership in the store, the default.</summary>
    public const string Store = "store";

    /// <summary>Membership in Redis.</summary>
    public const string Redis = "redis";

    /// <summary>Membership in tables of PostgreSQL.</summary>
    public const string PostgreSql = "postgresql";

    /// <summary>Membership in a table of a storage account.</summary>
    public const string AzureTables = "azure-tables";

    private const string ConnectionVariable = "TASKGRID_MEMBERSHIP_CONNECTION";

    private readonly Option<IPAddress> _advertise = new("--advertise")
    {
        Description = "The address at which other silos reach this one.",
        HelpName = "IP",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = Address,
    };

    private readonly Option<bool> _gatewayOnly = new("--gateway-only")
    {
        Description = "Takes requests and sends them to other silos; holds no bases and trains nothing.",
    };

    private readonly Option<int> _siloPort =
        NumberOption.Whole("--silo-port", "The port for silos; 0 takes a free one.", 0, 0, IPEndPoint.MaxPort);

    private readonly Option<int> _gatewayPort =
        NumberOption.Whole("--gateway-port", "The port for clients of Orleans; 0 takes a free one.", 0, 0, IPEndPoint.MaxPort);

    private readonly Option<string> _membership = ChoiceOption.CreateWithDefault(
        "--membership", Store, $"Where silos find each other; what is not the store is reached by {ConnectionVariable}.",
        Store, Redis, PostgreSql, AzureTables);

    private readonly Option<string> _name = new("--cluster-name")
    {
        Description = "The cluster's name: others that share the membership have another one.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "taskgrid",
    };

    private readonly Option<string?> _certificate = File(
        "--cluster-certificate", "TASKGRID_CLUSTER_CERTIFICATE", "This silo's certificate in PEM: silos and clients show theirs.");

    private readonly Option<string?> _key = File("--cluster-key", "TASKGRID_CLUSTER_KEY", "Its private key in PEM.");

    private readonly Option<string?> _authority = File(
        "--cluster-ca", "TASKGRID_CLUSTER_CA", "The authority in PEM whose certificates are accepted.");

    private readonly Option<bool> _dashboard = new("--dashboard")
    {
        Description = $"Serves Orleans' dashboard at {Dashboard.Path}, for keys with the scope operate.",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
    [
        _advertise, _siloPort, _gatewayPort, _gatewayOnly, _membership, _name, _certificate, _key, _authority, _dashboard,
    ];

    /// <summary>How they do not go together.</summary>
    public IEnumerable<string> Conflicts(ParseResult arguments)
    {
        if (FilesOf(arguments).Count(file => file is not null) is 1 or 2)
            yield return $"{_certificate.Name}, {_key.Name} and {_authority.Name} are given together.";
    }

    /// <summary>What they say.</summary>
    public ServedCluster Read(CommandRun run)
    {
        var membership = run.Required(_membership);
        return new ServedCluster
        {
            Advertise = run.Required(_advertise),
            SiloPort = run.Required(_siloPort),
            GatewayPort = run.Required(_gatewayPort),
            IsWorker = !run.Value(_gatewayOnly),
            Membership = membership,
            MembershipConnection = membership == Store ? null : Environment.GetEnvironmentVariable(ConnectionVariable),
            Name = run.Required(_name),
            Certificates = run.Value(_certificate) is { } certificate
                ? (certificate, run.Required(_key)!, run.Required(_authority)!)
                : null,
            HasDashboard = run.Value(_dashboard),
        };
    }

    private IEnumerable<string?> FilesOf(ParseResult arguments) =>
        new[] { _certificate, _key, _authority }.Select(arguments.GetValue);

    private static Option<string?> File(string name, string variable, string description) => new(name)
    {
        Description = $"{description} Default: {variable}.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null,
    };

    private static IPAddress Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            return address;
        result.AddError($"--advertise is '{text}'; it takes the IP address of this machine that other silos reach.");
        return IPAddress.Loopback;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Stores;
using TaskGrid.Gateway;
using TaskGrid.Node;

namespace TaskGrid.Cli.Serving;

/// <summary><c>serve</c>.</summary>
internal sealed class ServeCommand : LocalCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private const string Embedded = "embedded";
    private const string OrleansName = "orleans";

    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where to listen, separated by ';'. Port 0 takes a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => DefaultUrl,
    };

    private readonly Option<string?> _bases = new("--bases")
    {
        Description = "The folder of the base models; of a store that is a folder: its own.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _readOnly =
        new("--read-only") { Description = "Answers predictions only; nothing is written to the store." };

    private readonly Option<bool> _noAuth = new("--no-auth")
    {
        Description = "Answers every program of this machine without a key, as tenant 'default'. Loopback only.",
    };

    private readonly Option<string?> _node = new("--node")
    {
        Description = "The node's name, 'local' by default. A server under the same name goes on with its jobs at once. In a "
            + "cluster each has its own; by default a new one at each start.",
        HelpName = "NAME",
    };

    private readonly Option<string> _engine = ChoiceOption.CreateWithDefault(
        "--engine", Embedded, "Alone, or as a silo of a cluster: servers with the same store belong together.",
        Embedded, OrleansName);

    private readonly ClusterSymbols _cluster = new();

    private readonly Option<int> _slots = NumberOption.Whole(
        "--slots", "Jobs that train at once; 0 leaves them to other servers of the store.", 0, 1);

    private readonly Option<string> _precision = ChoiceOption.CreateWithDefault(
        "--precision", "fp32", "What predictions are computed in; bf16 scores differ a little, auto takes what is faster here.",
        "fp32", "bf16", "auto");

    private readonly Option<int> _requestsPerSecond = NumberOption.Whole(
        "--requests-per-second", "Requests a second of one tenant; twice as many after a quiet time.", 1, 100);

    private readonly Option<int?> _maxBatchTokens = NumberOption.Whole(
        "--max-batch-tokens", "Tokens of one forward pass; by default measured at the start, 256 to 1024, on a CUDA device to 8192.", 1);

    private readonly Option<int> _maxBatchWait = NumberOption.Whole(
        "--max-batch-wait", "Milliseconds that a batch smaller than the last one waits for more requests.", 0, 2);

    private readonly Option<int> _maxQueueTime = NumberOption.Whole(
        "--max-queue-time",
        "Seconds of predictions, loads of versions, or texts for bases that may wait; beyond it requests are refused as 'server_busy'.",
        1,
        10);

    private readonly Option<int?> _residentMemory = NumberOption.Whole(
        "--max-resident-memory",
        "Megabytes that versions in memory may take together; by default 2048, at most a third of the memory.",
        1);

    private readonly Option<int> _mergedMemory = NumberOption.Whole(
        "--max-merged-memory", "Megabytes of copies of one base, which tasks get that are asked for all the time; 0: none.", 0, 512);

    private readonly Option<int> _deviceMemory = NumberOption.Whole(
        "--max-device-memory", "Megabytes that versions may take on a CUDA device, beside bases and copies.", 0, 1024);

    private readonly Option<int> _diskCache = NumberOption.Whole(
        "--max-disk-cache", "Megabytes of diff files that are kept on this machine's disk; 0: none.", 0, 8192);

    private readonly Option<int?> _trainingMemory = NumberOption.Whole(
        "--max-training-memory",
        "Megabytes that running jobs may take together beside their bases; by default what versions and bases leave.",
        1);

    private readonly Option<int> _keyGrace = NumberOption.Whole(
        "--key-grace", "Minutes that an API key that is known is taken while the store is away, also a revoked one.", 0, 60);

    private readonly Option<IReadOnlyList<IPNetwork>> _trustedProxies = new("--trusted-proxies")
    {
        Description = "Proxies whose X-Forwarded-For tells the caller's address; by default none.",
        HelpName = "ADDRESS[/BITS],...",
        DefaultValueFactory = _ => [],
        CustomParser = Proxies,
    };

    private readonly Option<Uri?> _jwtAuthority = new("--jwt-authority")
    {
        Description = "Accepts tokens of this identity provider too: an https address, or loopback.",
        HelpName = "URL",
        CustomParser = Authority,
    };

    private readonly Option<string?> _jwtAudience = new("--jwt-audience")
    {
        Description = "The audience that such tokens must be made for.",
        HelpName = "NAME",
    };

    /// <summary>Makes the command.</summary>
    public ServeCommand()
        : base("serve", "Serves the store over HTTP: native, OpenAI-shaped and Hugging Face-shaped (docs/http-api.md).")
    {
        foreach (var option in (Option[])
        [
            _urls, _bases, _readOnly, _noAuth, _node, _slots, _requestsPerSecond, _maxBatchTokens, _maxBatchWait,
            _maxQueueTime, _residentMemory, _mergedMemory, _deviceMemory, _diskCache, _trainingMemory, DeviceOption.Device,
            _precision, _keyGrace, _trustedProxies, _jwtAuthority, _jwtAudience, _engine, .. _cluster.All,
        ])
            Options.Add(option);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "serve --no-auth",
        "serve --store /srv/taskgrid --urls http://0.0.0.0:8080 --slots 2",
        "serve --store azure:taskgrid --bases ./bases --read-only",
        "serve --engine orleans --no-auth --urls http://127.0.0.1:0",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments)
    {
        var hasAuthority = arguments.GetResult(_jwtAuthority) is not null;
        if (hasAuthority != (arguments.GetResult(_jwtAudience) is not null))
            yield return "--jwt-authority and --jwt-audience are given together.";
        if (arguments.GetResult(_engine)?.Tokens is not [{ Value: OrleansName }])
        {
            foreach (var option in _cluster.All)
            {
                if (arguments.GetResult(option) is { Implicit: false })
                    yield return $"{option.Name} goes with --engine {OrleansName}.";
            }
        }
        else
        {
            if (arguments.GetResult(_readOnly) is { Implicit: false })
                yield return "--read-only goes with --engine embedded.";
            foreach (var problem in _cluster.Conflicts(arguments)) yield return problem;
        }
    }

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var authority = run.Value(_jwtAuthority);
        var gateway = new GatewayOptions
        {
            Urls = run.Required(_urls).Split(
                ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            NoAuthentication = run.Value(_noAuth),
            KeyGrace = TimeSpan.FromMinutes(run.Required(_keyGrace)),
            TrustedProxies = run.Required(_trustedProxies),
            ReadOnly = run.Value(_readOnly),
            Limits = new GatewayLimits
            {
                RequestsPerSecond = run.Required(_requestsPerSecond),
                RequestBurst = 2 * Math.Min(run.Required(_requestsPerSecond), int.MaxValue / 2),
            },
            Jwt = authority is null
                ? null
                : new JwtOptions { Authority = authority, Audience = run.Required(_jwtAudience)! },
        };
        var cluster = run.Required(_engine) == OrleansName ? _cluster.Read(run) : null;
        var node = new EmbeddedGridOptions
        {
            Node = run.Value(_node) ?? (cluster is null ? "local" : $"silo-{Guid.NewGuid():N}"[..13]),
            HasGeneratedName = cluster is not null && run.Value(_node) is null,
            Slots = run.Required(_slots),
            ReadOnly = gateway.ReadOnly,
            Device = run.Required(DeviceOption.Device),
            Precision = run.Required(_precision),
            MaxFileBytes = gateway.Limits.MaxFileBytes,
            MaxBatchTokens = run.Value(_maxBatchTokens),
            MaxBatchWait = TimeSpan.FromMilliseconds(run.Required(_maxBatchWait)),
            MaxQueueTime = TimeSpan.FromSeconds(run.Required(_maxQueueTime)),
            MaxResidentBytes = (long?)run.Value(_residentMemory) << 20 ?? EmbeddedGridOptions.DefaultResidentBytes,
            MaxMergedBytes = (long)run.Required(_mergedMemory) << 20,
            MaxDeviceBytes = (long)run.Required(_deviceMemory) << 20,
            MaxDiskBytes = (long)run.Required(_diskCache) << 20,
            MaxTrainingBytes = (long?)run.Value(_trainingMemory) << 20,
        };
        await Server.RunAsync(
            new GridStore(run.Store, run.Value(_bases)), gateway, node, cluster, run.CancellationToken);
    }

    private static List<IPNetwork> Proxies(ArgumentResult result)
    {
        var proxies = new List<IPNetwork>();
        foreach (var text in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(text, out var network)) proxies.Add(network);
            else if (IPAddress.TryParse(text, out var address)) proxies.Add(new IPNetwork(address, 8 * address.GetAddressBytes().Length));
            else result.AddError(
                $"--trusted-proxies has '{text}'; it takes addresses and networks, separated by commas, e.g. 10.244.0.0/16,192.0.2.7.");
        }

        return proxies;
    }

    private static Uri? Authority(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))) return url;
        result.AddError($"'{text}' is no identity provider's address: it is https, or http on this machine.");
        return null;
    }
}

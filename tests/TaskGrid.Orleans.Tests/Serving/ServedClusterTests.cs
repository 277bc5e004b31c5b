using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;
using TaskGrid.Tests.Telemetry;

namespace TaskGrid.Orleans.Tests.Serving;

public sealed class ServedClusterTests(ServedCluster cluster) : IClassFixture<ServedCluster>
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(1);

    [ServedClusterFact]
    public async Task Ready_OfAFront_WaitsForAWorker()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, cluster.ReadyAlone);
        await Eventually.BecomesAsync(cluster.ReadyAsync, status => status == HttpStatusCode.OK);
    }

    [ServedClusterFact]
    public async Task Task_AtAFrontWithoutBases_IsTrainedAndAnsweredByTheWorker()
    {
        await TrainAsync("reviews");
        var nodes = await cluster.Grid.ListNodesAsync();
        Assert.Equal(["front", "worker"], nodes.Select(node => node.Name).Where(name => name != "extra"));
        var (front, worker) = (nodes.Single(node => node.Name == "front"), nodes.Single(node => node.Name == "worker"));
        Assert.Equal((0, 0), (front.Bases.Count, front.Slots));
        Assert.Equal((SampleBases.Name, 1), (Assert.Single(worker.Bases), worker.Slots));
        await cluster.Grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film")] });
        Assert.Contains("reviews@v1", (await NodeAsync("worker")).Resident);
        Assert.NotNull(await cluster.Blobs.FindAsync("cluster/taskgrid/membership.json"));
    }

    [ServedClusterFact]
    public async Task Trace_OfAPrediction_GoesFromGatewayOverGrainsToTheNode()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c", Caller = "b7ad6b7169203331";
        await TrainAsync("traced");
        using var http = Http(new AuthenticationHeaderValue("Bearer", cluster.AdminKey));
        http.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-{Caller}-01");
        using var answer = await http.PostAsJsonAsync(
            "/v1/predict", new { requests = new[] { new { model = "traced", inputs = new[] { new { text = "a good film" } } } } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await cluster.Collector.UntilAsync(collected => collected.Spans.Any(span => span is { Name: "predict", Trace: Trace })
            && collected.Spans.Any(span => span.Parent == Caller));
        await cluster.Collector.UntilAsync(collected => PathOf(collected)[^1].Parent == Caller);
        var path = PathOf(cluster.Collector);
        Assert.Equal(("worker", "TaskGrid.Node"), (path[0].Instance, path[0].Source));
        Assert.Equal("front", path[^1].Instance);
        Assert.StartsWith("POST", path[^1].Name, StringComparison.Ordinal);
        Assert.Contains(path, span => span.Instance == "worker" && span.Name.Contains("INodeGrain", StringComparison.Ordinal));
        Assert.Contains(path, span => span.Instance == "front" && span.Name.Contains("IRouterGrain", StringComparison.Ordinal));
        // Silos talk all the time; that is no trace.
        Assert.DoesNotContain(
            cluster.Collector.Spans, span => span.Parent == "" && span.Source.StartsWith("Microsoft.Orleans", StringComparison.Ordinal));
        Assert.DoesNotContain(
            cluster.Collector.Spans, span => span.Name.Contains("IExchangeGrain", StringComparison.Ordinal));

        // From the node's work to what the caller's span has begun.
        static List<CollectedSpan> PathOf(OtlpCollector collected)
        {
            var spans = collected.Spans.Where(span => span.Trace == Trace).DistinctBy(span => span.Id).ToDictionary(span => span.Id);
            List<CollectedSpan> path = [spans.Values.First(span => span.Name == "predict")];
            while (spans.TryGetValue(path[^1].Parent, out var parent)) path.Add(parent);
            return path;
        }
    }

    [ServedClusterFact]
    public async Task Metrics_OfAllLayers_AreExported()
    {
        await TrainAsync("measured");
        await cluster.Grid.PredictAsync(new PredictRequest { Model = "measured", Inputs = [new("a good film")] });
        string[] wanted =
        [
            "taskgrid.requests.routed", "taskgrid.answers.duration", "taskgrid.serving.requests", "http.server.request.duration",
            "dotnet.gc.collections",
        ];
        await cluster.Collector.UntilAsync(collected => wanted.All(collected.Metrics.ContainsKey)
            && collected.Metrics.Keys.Any(name => name.StartsWith("orleans-", StringComparison.Ordinal)));
    }

    [ServedClusterFact]
    public async Task Dashboard_AsksForAKeyOfAnOperator()
    {
        using (var nobody = Http(null))
        {
            using var refused = await nobody.GetAsync("/dashboard/");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/dashboard/ClusterStats")).StatusCode);
            Assert.DoesNotContain("dashboard", await nobody.GetStringAsync("/openapi/v1.json"), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var key in new[] { cluster.ReaderKey, cluster.AdminKey })
        {
            using var tenant = Http(new AuthenticationHeaderValue("Bearer", key));
            Assert.Equal(HttpStatusCode.Forbidden, (await tenant.GetAsync("/dashboard/")).StatusCode);
        }

        using (var operators = Http(new AuthenticationHeaderValue("Bearer", cluster.OperatorKey)))
            Assert.Contains("<html", await operators.GetStringAsync("/dashboard/"), StringComparison.OrdinalIgnoreCase);
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anyone:{cluster.OperatorKey}"));
        using var browser = Http(new AuthenticationHeaderValue("Basic", login));
        using var counters = JsonDocument.Parse(await Eventually.BecomesAsync(
            () => browser.GetStringAsync("/dashboard/DashboardCounters"), text => text.Contains("\"hosts\"", StringComparison.Ordinal)));
        Assert.InRange(counters.RootElement.GetProperty("hosts").GetArrayLength(), 2, 3);
    }

    [ServedClusterFact]
    public async Task Clients_WithoutACertificateOfTheAuthority_AreRefused()
    {
        using var stranger = new TestAuthority();
        await using (var own = await OutsideClient.ConnectAsync(cluster.Blobs, certificates: Load(cluster.Authority.Issue())))
            Assert.NotEmpty(await own.Grid.ForTenant("acme").ListNodesAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => OutsideClient.ConnectAsync(cluster.Blobs).WaitAsync(Within));
        await Assert.ThrowsAnyAsync<Exception>(
            () => OutsideClient.ConnectAsync(cluster.Blobs, certificates: Load(stranger.Issue())).WaitAsync(Within));

        using var plain = new TcpClient();
        await plain.ConnectAsync(cluster.Gateway);
        await plain.GetStream().WriteAsync(new byte[64]);
        using var timeout = new CancellationTokenSource(Within);
        var answer = new byte[64];
        // The server ends it, at most with an alert of TLS.
        var count = 0;
        try
        {
            for (int read; (read = await plain.GetStream().ReadAsync(answer, timeout.Token)) > 0; count += read)
            {
            }
        }
        catch (IOException)
        {
            // Reset.
        }

        Assert.InRange(count, 0, 7);

        static ClusterCertificates Load(ClusterCertificateFiles files) => ClusterCertificates.Load(files, _ => { });
    }

    [ServedClusterFact]
    public async Task Silos_WithoutACertificateOfTheAuthority_DoNotJoin()
    {
        using var stranger = new TestAuthority();
        await RefusedAsync(null);
        await RefusedAsync(ClusterCertificates.Load(stranger.Issue(), _ => { }));
        Assert.Equal(0, await ActiveAsync());
        await using var welcome = await PlainSilo.StartAsync(
            cluster.Blobs,
            cluster.Gateway.Address,
            ClusterCertificates.Load(cluster.Authority.Issue(), _ => { }),
            TimeSpan.FromMinutes(3));
        Assert.Equal(1, await ActiveAsync());

        async Task<int> ActiveAsync() => (await new StoreMembershipTable(cluster.Blobs, "taskgrid").ReadAll()).Members
            .Count(row => row.Item1 is { SiloName: PlainSilo.Name, Status: SiloStatus.Active });

        async Task RefusedAsync(ClusterCertificates? certificates) =>
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await using var silo = await PlainSilo.StartAsync(
                    cluster.Blobs, cluster.Gateway.Address, certificates, TimeSpan.FromSeconds(10), isChecked: false);
            });
    }

    [ServedClusterFact]
    public async Task Server_WithACertificateOfAnotherAuthority_SaysSoAndEnds()
    {
        using var stranger = new TestAuthority();
        using var server = cluster.Server("stranger", stranger.Issue());
        var said = await server.FailAsync();
        Assert.Contains(ErrorCodes.CertificateRefused, said, StringComparison.Ordinal);
        Assert.Contains("--cluster-ca does not accept", said, StringComparison.Ordinal);
    }

    [ServedClusterFact]
    public async Task Worker_ToldToStop_LeavesAtOnceAndInOrder()
    {
        using var extra = await cluster.StartAsync("extra");
        await Eventually.BecomesAsync(HasExtraAsync, has => has);
        Assert.Equal(0, await extra.StopAsync());
        await Eventually.BecomesAsync(HasExtraAsync, has => !has);
        await cluster.Collector.UntilAsync(collected =>
            collected.Logs.Any(line => line.Contains("'extra' leaves", StringComparison.Ordinal)));

        async Task<bool> HasExtraAsync() => (await cluster.Grid.ListNodesAsync()).Any(node => node.Name == "extra");
    }

    private async Task<NodeSnapshot> NodeAsync(string name) => (await cluster.Grid.ListNodesAsync()).Single(node => node.Name == name);

    private async Task TrainAsync(string task)
    {
        await Eventually.BecomesAsync(cluster.ReadyAsync, status => status == HttpStatusCode.OK);
        var job = await GridData.TrainAsync(cluster.Grid, task, GridData.Rows(16, task.Length));
        Assert.True(job.Status == JobStatus.Succeeded, job.Failure?.Message);
    }

    private HttpClient Http(AuthenticationHeaderValue? authorization)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = cluster.Front.Url };
        http.DefaultRequestHeaders.Authorization = authorization;
        return http;
    }
}

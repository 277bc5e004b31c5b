using System.ClientModel;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Files;
using OpenAI.FineTuning;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.OpenAi;

/// <summary>The official client, as its users write it.</summary>
public sealed class OpenAiClientTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync(new GatewayOptions());

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Client_FromUploadToDeletion_IsUnderstood()
    {
        var client = await ClientAsync(ApiScope.Admin);
        var files = client.GetOpenAIFileClient();
        using var rows = new MemoryStream(GridData.Rows(40));
        OpenAIFile file = await files.UploadFileAsync(rows, "rows.tsv", FileUploadPurpose.FineTune);
        Assert.StartsWith("file-", file.Id);
        Assert.Single((await files.GetFilesAsync()).Value);
        Assert.Equal("rows.tsv", (await files.GetFileAsync(file.Id)).Value.Filename);
        Assert.Equal(rows.ToArray(), (await files.DownloadFileAsync(file.Id)).Value.ToArray());

        var tuning = client.GetFineTuningClient();
        var job = await tuning.FineTuneAsync(SampleBases.Name, file.Id, waitUntilCompleted: false, new()
        {
            Suffix = "My Reviews",
            Seed = 7,
            TrainingMethod = FineTuningTrainingMethod.CreateSupervised(epochCount: 1, batchSize: 4),
        });
        // As the client's users wait.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (job.Status.InProgress)
        {
            await Task.Delay(200, limit.Token);
            job = await tuning.GetJobAsync(job.JobId);
        }

        Assert.Equal(FineTuningStatus.Succeeded, job.Status);
        Assert.Equal("my-reviews@v1", job.Value);
        var messages = new List<string>();
        await foreach (var each in job.GetEventsAsync(new())) messages.Add(each.Message);
        Assert.True(messages.Count > 2);

        var chat = client.GetChatClient(job.Value);
        ChatCompletion answer = await chat.CompleteChatAsync(
            [new SystemChatMessage("Ignored."), new UserChatMessage("a lovely film")],
            new ChatCompletionOptions { IncludeLogProbabilities = true, TopLogProbabilityCount = 2 });
        Assert.Contains(answer.Content[0].Text, new[] { "pos", "neg" });
        var labels = answer.ContentTokenLogProbabilities.Single().TopLogProbabilities;
        Assert.Equal(1, labels.Sum(label => Math.Exp(label.LogProbability)), 1e-5);
        var streamed = "";
        await foreach (var update in chat.CompleteChatStreamingAsync("a lovely film"))
            streamed += string.Concat(update.ContentUpdate.Select(part => part.Text));
        Assert.Equal(answer.Content[0].Text, streamed);

        var models = client.GetOpenAIModelClient();
        Assert.Contains((await models.GetModelsAsync()).Value, model => model.Id == "my-reviews@live");
        Assert.True((await models.DeleteModelAsync(job.Value)).Value.Deleted);
        var gone = await Assert.ThrowsAsync<ClientResultException>(() => models.GetModelAsync(job.Value));
        Assert.Equal(404, gone.Status);
        Assert.True((await files.DeleteFileAsync(file.Id)).Value.Deleted);
    }

    [Fact]
    public async Task Client_OfJobs_ListsThemAndCancels()
    {
        var client = await ClientAsync(ApiScope.Admin);
        using var rows = new MemoryStream(GridData.Rows(200));
        OpenAIFile file = await client.GetOpenAIFileClient().UploadFileAsync(rows, "rows.tsv", FileUploadPurpose.FineTune);
        var tuning = client.GetFineTuningClient();
        var options = new FineTuningOptions { TrainingMethod = FineTuningTrainingMethod.CreateSupervised(epochCount: 500) };
        var first = await tuning.FineTuneAsync(SampleBases.Name, file.Id, waitUntilCompleted: false, options);
        var second = await tuning.FineTuneAsync(SampleBases.Name, file.Id, waitUntilCompleted: false, options);

        Assert.Equal([second.JobId, first.JobId], await IdsAsync(new()));
        Assert.Equal([first.JobId], await IdsAsync(new() { AfterJobId = second.JobId }));
        await second.CancelAndUpdateAsync();
        Assert.Equal(FineTuningStatus.Cancelled, second.Status);

        // As 'pause' of other clients; this one has none. What is paused has a checkpoint.
        using var http = await _server.ClientAsync("acme", ApiScope.Admin);
        await http.ReachAsync($"GET /v1/jobs/{first.JobId}", job => (int)job["step"]! > 0);
        await http.CallAsync($"POST /v1/fine_tuning/jobs/{first.JobId}/pause");
        await http.ReachAsync($"GET /v1/fine_tuning/jobs/{first.JobId}", job => (string)job["status"]! == "paused");
        var checkpoints = new List<OpenAI.FineTuning.FineTuningCheckpoint>();
        await foreach (var each in first.GetCheckpointsAsync(new())) checkpoints.Add(each);
        Assert.True(checkpoints.Single().StepNumber > 0);
        await first.CancelAndUpdateAsync();
        Assert.Equal(FineTuningStatus.Cancelled, first.Status);

        async Task<List<string>> IdsAsync(FineTuningJobCollectionOptions page)
        {
            var ids = new List<string>();
            await foreach (var job in tuning.GetJobsAsync(page)) ids.Add(job.JobId);
            return ids;
        }
    }

    [Fact]
    public async Task Client_OfWhatThereIsNotHere_IsToldSo()
    {
        var embeddings = (await ClientAsync(ApiScope.Admin)).GetEmbeddingClient(SampleBases.Name);
        var error = await Assert.ThrowsAsync<ClientResultException>(() => embeddings.GenerateEmbeddingAsync("a film"));
        Assert.Equal(404, error.Status);
        Assert.Contains("route_not_found", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_WithAWrongKey_IsToldSo()
    {
        var models = Client("tg-" + new string('x', 43)).GetOpenAIModelClient();
        Assert.Equal(401, (await Assert.ThrowsAsync<ClientResultException>(() => models.GetModelsAsync())).Status);
    }

    private async Task<OpenAIClient> ClientAsync(string scope) =>
        Client((await _server.Keys.CreateAsync("acme", [scope])).Key);

    private OpenAIClient Client(string key) => new(
        new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri(_server.Url, "/v1") });
}

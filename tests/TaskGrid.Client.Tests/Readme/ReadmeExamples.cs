using Microsoft.Extensions.DependencyInjection;

namespace TaskGrid.Client.Tests.Readme;

/// <summary>The examples of the package's README, line for line; <see cref="ReadmeTests"/> compares and runs
/// them.</summary>
internal static class ReadmeExamples
{
    public static async Task TrainAsync(Uri endpoint, string? key, string path)
    {
        using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = endpoint, Key = key });

        await using var rows = File.OpenRead(path);
        var file = await grid.Files.UploadAsync(new GridFileSpec("reviews.tsv"), rows);

        var job = await grid.Jobs.SubmitAsync(new JobSpec
        {
            Train = new TrainSpec { Task = "reviews", Base = "tg-mini", TrainFile = file.Id },
        });
        job = await grid.Jobs.WaitForCompletionAsync(
            job.Id, new Progress<JobEvent>(each => Console.WriteLine(each.Message)));
        if (job.Failure is { } failure) throw new TaskGridException(failure.Code, failure.Message, failure.Details);

        var answer = await grid.PredictAsync(
            new PredictRequest { Model = "reviews", Inputs = [new("a good film"), new("a bad film")] });
        foreach (var prediction in answer.Predictions) Console.WriteLine(prediction.Label);
    }

    public static void Register(IServiceCollection services, Uri endpoint, string? key)
    {
        services.AddHttpClient("taskgrid", http => http.Timeout = Timeout.InfiniteTimeSpan);
        services.AddTransient<ITaskGrid>(provider => new TaskGridClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient("taskgrid"),
            new TaskGridClientOptions { Endpoint = endpoint, Key = key }));
    }
}

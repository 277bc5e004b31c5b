using Azure.Core;
using Azure.Core.Pipeline;

namespace TaskGrid.Storage.Tests.AzureBlobs;

/// <summary>Loses the answer to the first try of every write, which the service has done.</summary>
internal sealed class LossyPolicy : HttpPipelinePolicy
{
    private readonly HashSet<string> _seen = [];

    public int Lost { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        var isWrite = message.Request.Method == RequestMethod.Put
            && !message.Request.Uri.Query.Contains("restype=container", StringComparison.Ordinal);
        if (!isWrite || !_seen.Add(message.Request.ClientRequestId)) return;
        Lost++;
        throw new IOException("The answer was lost.");
    }
}

namespace TaskGrid.Benchmarks.Tests.Serving;

/// <summary>A test that needs python3 with PyTorch; <c>./taskgrid test</c> installs them.</summary>
public sealed class TorchFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    private const string Reason = "python3 with PyTorch is missing: apt-get install python3-torch";

    public TorchFactAttribute()
    {
        if (!File.Exists(Python) || !File.Exists("/usr/lib/python3/dist-packages/torch/__init__.py")) Skip = Reason;
    }
}

using TaskGrid.Diffs;
using TaskGrid.Diffs.Tests;
using TaskGrid.Models;
using TaskGrid.Models.Tests;
using TaskGrid.Torch;

namespace TaskGrid.Serving.Tests.Fixtures;

/// <summary>A base with random tasks and texts for it.</summary>
internal sealed class ServedBase : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Random _random;
    private readonly RandomDiffs _diffs;

    /// <summary>Imports a base.</summary>
    /// <param name="name"><c>bert</c>, <c>distilbert</c>, <c>electra</c>, each very small; or <c>tg-mini</c>.</param>
    /// <param name="seed">Of tasks and texts.</param>
    /// <param name="device">Where it is.</param>
    public ServedBase(string name, int seed = 1, string device = "cpu")
    {
        (_random, _diffs) = (new Random(seed), new RandomDiffs(seed));
        TorchRuntime.SetThreads(1); // Tests of small models run beside others.
        var source = name == "tg-mini" ? Samples.TgMini : TestModel.Of(name).WriteTo(_folder["source"]);
        BaseImporter.ImportAsync(source, _folder["base"], new BaseImportOptions(), null, CancellationToken.None)
            .GetAwaiter().GetResult();
        Model = BaseModel.Load(BaseFolder.Open(_folder["base"]), TorchRuntime.Device(device));
    }

    public BaseModel Model { get; }

    public void Dispose()
    {
        Model.Dispose();
        _folder.Dispose();
    }

    /// <summary>A task whose entries are in every kind of tensor: none, single ones, clusters, all.</summary>
    public TaskDiff AnyTask() => Task(_diffs.Mask(Model.Layout), 0.02);

    /// <summary>A task with entries at random places.</summary>
    public TaskDiff Task(double density, double scale = 0.02) => Task(_diffs.Mask(Model.Layout, density), scale);

    /// <summary>A task whose texts like none of their own tokens: every score of attention is about −20,000.</summary>
    public TaskDiff TaskThatLooksElsewhere()
    {
        var biases = Model.Layout.Tensors.Where(
            tensor => tensor.Name.EndsWith("query.bias", StringComparison.Ordinal)
                || tensor.Name.EndsWith("key.bias", StringComparison.Ordinal)).ToList();
        int[] indices = [.. biases.SelectMany(tensor => Enumerable.Range(tensor.Offset, tensor.Count))];
        float[] values =
        [
            .. biases.SelectMany(tensor => Enumerable.Repeat(
                tensor.Name.EndsWith("query.bias", StringComparison.Ordinal) ? 60f : -60f, tensor.Count)),
        ];
        return Task(indices, 0) with { Diff = new SparseDiff(Model.Layout, [.. indices], [.. values]) };
    }

    /// <summary>Rows of random tasks in random order, pairs and texts of every length among them.</summary>
    public List<(int Task, EncodedInput Input)> Rows(int count, int tasks) =>
        [.. Enumerable.Range(0, count).Select(_ => (_random.Next(tasks), Input()))];

    public EncodedInput Input(int? length = null)
    {
        var tokens = length ?? _random.Next(1, Math.Min(40, Model.Config.MaxPositions) + 1);
        var ids = Enumerable.Range(0, tokens).Select(_ => _random.Next(Model.Config.VocabularySize)).ToArray();
        return new EncodedInput(ids, _random.Next(1, tokens + 1));
    }

    /// <summary>The logits that a task's merged model gives for one text, computed without anything of serving.</summary>
    public float[] Reference(TaskDiff task, EncodedInput input)
    {
        using var model = new TaskModel(Model, task);
        return model.Logits([input]);
    }

    private TaskDiff Task(int[] indices, double scale)
    {
        var labels = _random.Next(3) == 0 ? 0 : _random.Next(2, 6);
        var outputs = Math.Max(1, labels);
        var hidden = Model.Config.HiddenSize;
        return new TaskDiff
        {
            Diff = new SparseDiff(Model.Layout, indices, _diffs.Values(indices.Length, scale)),
            Base = Model.Fingerprint,
            Head = new TaskHead
            {
                Tensors =
                [
                    new()
                    {
                        Name = TaskModel.HeadWeightName,
                        Shape = [outputs, hidden],
                        Values = _diffs.Values(outputs * hidden, 0.1),
                    },
                    new() { Name = TaskModel.HeadBiasName, Shape = [outputs], Values = _diffs.Values(outputs, 1) },
                ],
            },
            Task = new TaskDefinition
            {
                Kind = labels == 0 ? TaskKind.Regression : TaskKind.Classification,
                Metric = labels == 0 ? "pearson" : "accuracy",
                Labels = [.. Enumerable.Range(0, labels).Select(label => $"label {label}")],
            },
        };
    }
}

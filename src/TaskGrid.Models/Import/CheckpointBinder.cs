using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>Finds the canonical tensors in a checkpoint and lists everything that does not fit.</summary>
internal sealed class CheckpointBinder
{
    private readonly EncoderConfig _config;
    private readonly Dictionary<string, WeightTensor> _parameters = new(StringComparer.Ordinal);
    private readonly List<WeightTensor> _decoderWeights = [];
    private readonly List<WeightTensor> _decoderBiases = [];
    private readonly List<string> _ignored = [];
    private readonly List<string> _invalid = [];
    private readonly List<string> _unsupported = [];

    private CheckpointBinder(EncoderConfig config) => _config = config;

    /// <summary>Binds a checkpoint's tensors to the canonical ones.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseInvalid"/>: tensors are missing, unknown or have
    /// another shape; <see cref="ErrorCodes.BaseUnsupported"/>: tensors are of a type that is not read. The details
    /// list every tensor.</exception>
    public static CheckpointBinding Bind(EncoderConfig config, IEnumerable<WeightTensor> tensors)
    {
        var binder = new CheckpointBinder(config);
        foreach (var tensor in tensors) binder.Sort(tensor);
        return binder.Bind();
    }

    private void Sort(WeightTensor tensor)
    {
        var (name, role) = CheckpointNames.Translate(_config.Architecture, tensor.Name);
        switch (role)
        {
            case CheckpointTensorRole.Ignored:
                _ignored.Add(tensor.Name);
                break;
            case CheckpointTensorRole.TiedDecoderWeight:
                _decoderWeights.Add(tensor);
                break;
            case CheckpointTensorRole.TiedDecoderBias:
                _decoderBiases.Add(tensor);
                break;
            default:
                if (_parameters.TryAdd(name, tensor)) break;
                _invalid.Add($"'{_parameters[name].Name}' and '{tensor.Name}' are both {name}");
                break;
        }
    }

    private CheckpointBinding Bind()
    {
        // A checkpoint may keep either of the two names of the tied bias.
        if (_decoderBiases.Count > 0) _parameters.TryAdd(ParameterNames.HeadBias, _decoderBiases[0]);
        var hasPooler = _config.Architecture == EncoderArchitecture.Bert && Has(ParameterNames.Pooler);
        var hasHead = _decoderWeights.Count > 0 || Has(ParameterNames.HeadDense) || Has(ParameterNames.HeadNorm)
            || _parameters.ContainsKey(ParameterNames.HeadBias);
        var layout = EncoderLayout.Create(_config, hasPooler);
        var head = hasHead ? PretrainingHeadLayout.Create(_config) : null;
        var specs = layout.Tensors.AddRange(head?.Tensors ?? []);
        foreach (var spec in specs) Check(spec);
        var known = specs.Select(spec => spec.Name).ToHashSet(StringComparer.Ordinal);
        _invalid.AddRange(_parameters.Where(pair => !known.Contains(pair.Key))
            .Select(pair => $"'{pair.Value.Name}' is not part of such a model"));
        ThrowIfWrong();
        return new CheckpointBinding
        {
            Layout = layout,
            HeadLayout = head,
            Tensors = [.. specs.Select(spec => (spec.Name, _parameters[spec.Name]))],
            Ties =
            [
                .. Ties(_decoderWeights, ParameterNames.WordEmbeddings),
                .. Ties(_decoderBiases, ParameterNames.HeadBias),
            ],
            Ignored = [.. _ignored.Order(StringComparer.Ordinal)],
        };
    }

    private bool Has(string module) =>
        _parameters.ContainsKey(ParameterNames.Weight(module)) || _parameters.ContainsKey(ParameterNames.Bias(module));

    private void Check(TensorSpec spec)
    {
        if (!_parameters.TryGetValue(spec.Name, out var tensor))
        {
            _invalid.Add($"{spec.Name} [{string.Join(", ", spec.Shape)}] is missing");
            return;
        }

        if (!tensor.Shape.SequenceEqual(spec.Shape.Select(extent => (long)extent)))
        {
            _invalid.Add($"'{tensor.Name}' is [{string.Join(", ", tensor.Shape)}]; config.json asks for "
                + $"[{string.Join(", ", spec.Shape)}]");
        }

        if (FloatFormat.Find(tensor.DType) is null)
            _unsupported.Add($"'{tensor.Name}' is of type {tensor.DType}; supported: {FloatFormat.SupportedNames}");
    }

    private IEnumerable<(WeightTensor Copy, WeightTensor Original)> Ties(List<WeightTensor> copies, string original) =>
        copies.Select(copy => (copy, _parameters[original])).Where(tie => tie.copy != tie.Item2);

    private void ThrowIfWrong()
    {
        if (_invalid.Count + _unsupported.Count == 0) return;
        List<string> problems = [.. _invalid, .. _unsupported];
        throw new TaskGridException(
            _invalid.Count > 0 ? ErrorCodes.BaseInvalid : ErrorCodes.BaseUnsupported,
            $"The weights do not fit config.json: {Problems.Summary(problems)}. Take weights and config.json from the "
            + "same model.",
            Problems.Details(problems));
    }
}

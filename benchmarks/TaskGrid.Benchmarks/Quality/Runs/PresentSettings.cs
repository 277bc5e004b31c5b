using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Tells whether a finished run is still the one that is wanted.</summary>
/// <param name="requests">The runs as they would be done now.</param>
/// <param name="hash">Names what decides them.</param>
internal sealed class PresentSettings(RunRequests requests, SettingsHash hash)
{
    private readonly Dictionary<QualityRun, HashSet<string>> _accepted = [];

    /// <summary>The settings of a run as this machine does it.</summary>
    public string Of(QualityRun run) => hash.Of(requests.Of(run));

    /// <summary>Whether a result is the run's, with settings that it would have now.</summary>
    /// <exception cref="TaskGridException">Nothing is known of a file of its task.</exception>
    public bool Match(QualityRun run, QualityResult result)
    {
        if (!result.IsOf(run)) return false;
        if (!_accepted.TryGetValue(run, out var accepted))
            _accepted[run] = accepted = requests.Accepted(run).Select(hash.Of).ToHashSet();
        return accepted.Contains(result.Settings);
    }
}

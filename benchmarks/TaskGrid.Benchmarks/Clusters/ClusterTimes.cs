#if TASKGRID_FULL
namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Median seconds of one prediction.</summary>
/// <param name="Embedded">By the embedded engine.</param>
/// <param name="SameSilo">Through the silo that holds the task.</param>
/// <param name="OtherSilo">Through another silo.</param>
/// <param name="Client">From a client of Orleans.</param>
internal sealed record ClusterTimes(double Embedded, double SameSilo, double OtherSilo, double Client);
#endif

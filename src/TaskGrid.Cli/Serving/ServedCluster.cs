using System.Net;

namespace TaskGrid.Cli.Serving;

/// <summary>How a server takes part in a cluster.</summary>
/// <param name="Advertise">The address at which the other silos reach it.</param>
/// <param name="SiloPort">Its port for silos; 0 takes a free one.</param>
/// <param name="GatewayPort">Its port for clients of Orleans; 0 takes a free one.</param>
/// <param name="IsWorker">Whether it holds bases, trains and answers; without it, it takes requests only.</param>
internal sealed record ServedCluster(IPAddress Advertise, int SiloPort, int GatewayPort, bool IsWorker);

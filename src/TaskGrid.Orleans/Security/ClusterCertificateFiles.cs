namespace TaskGrid.Orleans;

/// <summary>Files in PEM by which silos and clients of a cluster know each other.</summary>
/// <param name="Certificate">The own certificate, issued by the authority for client and server authentication.</param>
/// <param name="Key">Its private key, not encrypted.</param>
/// <param name="Authority">The root certificates of the authority: during its renewal the old one and the new one.</param>
public sealed record ClusterCertificateFiles(string Certificate, string Key, string Authority);

namespace TaskGrid.Orleans;

/// <summary>What the files of <see cref="ClusterCertificateFiles"/> hold; equal when nothing has changed.</summary>
/// <param name="Certificate">The own certificate.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Authority">The authority's certificates.</param>
internal sealed record CertificateTexts(string Certificate, string Key, string Authority)
{
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static CertificateTexts Read(ClusterCertificateFiles files)
    {
        var problems = new List<string>();
        var texts = new CertificateTexts(Text(files.Certificate), Text(files.Key), Text(files.Authority));
        return problems.Count == 0 ? texts : throw CertificateSet.Invalid(problems);

        string Text(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problems.Add($"'{path}' cannot be read: {exception.Message}");
                return "";
            }
        }
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => nameof(CertificateTexts);
}

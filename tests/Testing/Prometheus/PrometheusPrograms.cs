namespace TicketPlatform.Testing;

/// <summary>
/// Prometheus and its promtool, where this machine has them: in the folder that <c>TICKETPLATFORM_PROMETHEUS_BIN</c> names, unpacked below
/// <c>.local/prometheus</c>, or on PATH.
/// </summary>
public static class PrometheusPrograms
{
    public static string? Promtool { get; } = Find("promtool");

    public static string? Server { get; } = Find("prometheus");

    private static string? Find(string name) =>
        new[]
        {
            Environment.GetEnvironmentVariable("TICKETPLATFORM_PROMETHEUS_BIN"),
            Path.Combine(RepositoryPaths.Local, "prometheus", "usr", "bin"),
        }
            .OfType<string>()
            .SelectMany(folder => ExecutablePath.Names(name).Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists)
        ?? ExecutablePath.Find(name);
}

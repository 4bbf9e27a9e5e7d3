using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TicketPlatform.Testing;

/// <summary>The alerting rules of deploy/prometheus, evaluated by promtool on series that were really scraped.</summary>
public static partial class AlertingRules
{
    /// <summary>How long the scraped state is taken to have lasted: longer than any rule waits.</summary>
    private const string Lasted = "x80";

    public static string File { get; } = Path.Combine(RepositoryPaths.Root, "deploy", "prometheus", "ticketplatform.rules.yml");

    /// <summary>Their names, in the order of the file.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Alert().Matches(System.IO.File.ReadAllText(File)).Select(alert => alert.Groups[1].Value)];

    /// <summary>The alerts that fire once what was scraped has lasted for twenty minutes.</summary>
    public static async Task<IReadOnlyList<string>> FiringAsync(string promtool, string exposition)
    {
        var folder = Directory.CreateTempSubdirectory("ticketplatform-rules-");
        try
        {
            var test = Path.Combine(folder.FullName, "scraped.test.yml");
            await System.IO.File.WriteAllTextAsync(test, Test(exposition));
            // What promtool did not expect to fire, it names.
            var outcome = await ShortCommand.RunAsync([promtool, "test", "rules", test], folder.FullName);
            return [.. Names.Where(name => outcome.Output.Contains($"alertname: {name},", StringComparison.Ordinal))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Test(string exposition)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"rule_files: ['{File}']");
        text.AppendLine("evaluation_interval: 15s").AppendLine("tests:").AppendLine("  - interval: 15s").AppendLine("    input_series:");
        text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ series: 'up{{job=\"ticketplatform\"}}', values: '1{Lasted}' }}");
        foreach (var line in exposition.Split('\n').Where(line => line.StartsWith("ticketplatform_", StringComparison.Ordinal)))
        {
            var end = line.LastIndexOf(' ');
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"      - {{ series: '{line[..end]}', values: '{line[(end + 1)..].Trim()}{Lasted}' }}"
            );
        }
        text.AppendLine("    alert_rule_test:");
        foreach (var name in Names)
            text.AppendLine(CultureInfo.InvariantCulture, $"      - {{ eval_time: 19m, alertname: {name}, exp_alerts: [] }}");
        return text.ToString();
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();
}

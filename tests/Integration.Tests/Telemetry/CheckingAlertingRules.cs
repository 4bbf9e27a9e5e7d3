using System.Text.RegularExpressions;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Telemetry;

public sealed partial class CheckingAlertingRules
{
    [Fact]
    public void Every_alert_has_a_runbook()
    {
        var runbooks = Runbook().Matches(File.ReadAllText(AlertingRules.File)).Select(runbook => runbook.Groups[1].Value).ToList();

        runbooks.Count.ShouldBe(AlertingRules.Names.Count);
        runbooks.Where(runbook => !File.Exists(Path.Combine(RepositoryPaths.Root, runbook))).ShouldBeEmpty();
    }

    [PrometheusFact]
    public async Task Promtool_has_no_objection_to_configuration_and_rules_whose_tests_pass()
    {
        string[][] checks =
        [
            ["check", "config", "--syntax-only", "prometheus.yml"],
            ["test", "rules", "ticketplatform.rules.test.yml", "ticketplatform.daily.test.yml"],
        ];
        foreach (var check in checks)
        {
            var outcome = await ShortCommand.RunAsync([PrometheusPrograms.Promtool!, .. check], Path.GetDirectoryName(AlertingRules.File)!);
            outcome.ExitCode.ShouldBe(0, outcome.Output);
        }
    }

    [GeneratedRegex(@"runbook: (\S+)")]
    private static partial Regex Runbook();
}

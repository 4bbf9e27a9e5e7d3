using System.Xml.Linq;

namespace TicketPlatform.Dev.Tests;

/// <summary>Reads the result file of a test run.</summary>
internal static class TrxReport
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TestTally Read(XDocument report)
    {
        var results = report.Descendants(Trx + "UnitTestResult").ToLookup(result => (string?)result.Attribute("outcome"));
        var skipped = results["NotExecuted"].Select(result => Describe(result, "no reason was given"));
        var failed = results.Where(outcome => outcome.Key is not ("Passed" or "NotExecuted")).SelectMany(outcome => outcome);
        return new(results["Passed"].Count(), [.. failed.Select(result => Describe(result, "no message"))], [.. skipped]);
    }

    private static NamedOutcome Describe(XElement result, string otherwise)
    {
        var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
        var reason = (string?)error?.Element(Trx + "Message") ?? (string?)result.Element(Trx + "Output")?.Element(Trx + "StdOut");
        var where = (string?)error?.Element(Trx + "StackTrace");
        return new(
            (string?)result.Attribute("testName") ?? "a test without a name",
            string.Join(Environment.NewLine, new[] { reason ?? otherwise, where }.OfType<string>())
        );
    }
}

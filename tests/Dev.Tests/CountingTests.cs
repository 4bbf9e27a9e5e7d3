using System.Xml.Linq;

namespace TicketPlatform.Dev.Tests;

public sealed class CountingTests
{
    private static readonly XDocument Report = XDocument.Parse(
        """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
          <UnitTestResult testName="A" outcome="Passed" />
          <UnitTestResult testName="B" outcome="Failed"><Output><ErrorInfo><Message>was 2</Message><StackTrace>at B</StackTrace></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="C" outcome="NotExecuted"><Output><ErrorInfo><Message>no Node.js</Message></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="D" outcome="Timeout" />
        </Results></TestRun>
        """
    );

    [Fact]
    public void Every_result_is_counted_once_and_says_why()
    {
        var tally = TrxReport.Read(Report);

        tally.Passed.ShouldBe(1);
        tally.Failed.Select(test => test.Name).ShouldBe(["B", "D"]);
        tally.Failed[0].Reason.ShouldBe($"was 2{Environment.NewLine}at B");
        tally.Skipped.ShouldBe([new("C", "no Node.js")]);
    }

    [Fact]
    public void The_last_line_counts_over_all_projects() =>
        (TrxReport.Read(Report) + TrxReport.Read(Report)).LastLine.ShouldBe("2 passed, 4 failed, 2 skipped");

    [Fact]
    public void Skipped_tests_are_only_mentioned_when_there_are_any() => new TestTally(3, [], []).LastLine.ShouldBe("3 passed, 0 failed");

    [Fact]
    public void A_run_without_a_test_has_not_succeeded()
    {
        TestTally.Empty.Succeeded.ShouldBeFalse();
        new TestTally(1, [], []).Succeeded.ShouldBeTrue();
        (new TestTally(1, [], []) + TestTally.FailedCheck("build", "broken")).Succeeded.ShouldBeFalse();
    }
}

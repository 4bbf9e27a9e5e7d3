using TicketPlatform.Dev.Commands;
using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Tests;

public sealed class CommandLines
{
    [Fact]
    public void Run_without_options_takes_the_defaults()
    {
        var plan = RunPlan.Parse([], previous: null);

        plan.Api.ShouldBe(new Uri("http://127.0.0.1:8080"));
        plan.Simulator.ShouldBe(new Uri("http://127.0.0.1:8081"));
        plan.Settings.ShouldBe(new RunSettings(Users: 200, Tickets: 5000, Seed: 7, Zendesk: null));
    }

    [Fact]
    public void Run_takes_values_after_a_space_or_an_equals_sign()
    {
        var plan = RunPlan.Parse(["--port", "18080", "--users=500", "--quiet-activity", "--seed", "9"], previous: null);

        plan.Port.ShouldBe(18080);
        plan.QuietActivity.ShouldBeTrue();
        plan.Settings.ShouldBe(new RunSettings(Users: 500, Tickets: 5000, Seed: 9, Zendesk: null));
    }

    [Fact]
    public void Run_without_options_continues_on_the_data_that_is_there()
    {
        var previous = new RunSettings(Users: 500, Tickets: 100, Seed: 3, Zendesk: null);

        RunPlan.Parse([], previous).Settings.ShouldBe(previous);
    }

    [Fact]
    public void Run_refuses_to_make_other_data_out_of_the_data_that_is_there()
    {
        var previous = new RunSettings(Users: 500, Tickets: 100, Seed: 3, Zendesk: null);

        Refusal(() => RunPlan.Parse(["--seed", "4"], previous)).ShouldContain("rm -rf .local");
        Refusal(() => RunPlan.Parse(["--zendesk", "https://acme.zendesk.com"], previous)).ShouldContain("rm -rf .local");
    }

    [Fact]
    public void Run_against_a_real_Zendesk_has_no_simulator()
    {
        var plan = RunPlan.Parse(["--zendesk", "https://acme.zendesk.com/agent"], previous: null);

        plan.Simulator.ShouldBeNull();
        plan.Zendesk.ShouldBe(new Uri("https://acme.zendesk.com"));
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "http")]
    [InlineData("--users", "0")]
    [InlineData("--seed", "-1")]
    [InlineData("--zendesk", "http://acme.zendesk.com")]
    [InlineData("--colour", "red")]
    [InlineData("--port")]
    [InlineData("fast")]
    public void Run_names_what_is_wrong_with_its_options(params string[] arguments) =>
        Refusal(() => RunPlan.Parse(arguments, previous: null)).ShouldContain(arguments[0]);

    [Fact]
    public void A_filter_is_a_part_of_the_name_unless_it_is_an_expression()
    {
        TestCommand.Filter([]).ShouldBeNull();
        TestCommand.Filter(["Tickets"]).ShouldBe("FullyQualifiedName~Tickets");
        TestCommand.Filter(["Category=slow"]).ShouldBe("Category=slow");
        Refusal(() => TestCommand.Filter(["two", "parts"])).ShouldContain("one filter");
    }

    private static string Refusal(Action action)
    {
        var failure = Should.Throw<CommandFailedException>(action);
        failure.ExitCode.ShouldBe(CommandFailedException.Refused);
        return failure.Message;
    }
}

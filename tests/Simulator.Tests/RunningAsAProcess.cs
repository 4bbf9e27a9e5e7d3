using System.Diagnostics;
using System.Net.Sockets;

namespace TicketPlatform.Simulator.Tests;

public sealed class RunningAsAProcess
{
    private static readonly string Program = typeof(SimulatorServer).Assembly.Location;

    [Fact]
    public async Task It_says_when_it_is_ready_and_ends_within_a_second_when_told_to()
    {
        using var process = Start("--port", "0", "--users", "5", "--tickets", "5", "--quiet-activity");
        var ready = await process.StandardOutput.ReadLineAsync() ?? "";
        ready.ShouldContain("ready on http://127.0.0.1:");
        using var http = new HttpClient();
        var address = new Uri(ready.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)));
        (await http.GetStringAsync(new Uri(address, "_simulator/status"))).ShouldContain("\"ready\"");

        var asked = Stopwatch.GetTimestamp();
        (await ChildProcess.RunAsync("kill", ".", "-TERM", $"{process.Id}")).ExitCode.ShouldBe(0);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(2)); // one second, and one for a busy machine
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        var outcome = await ChildProcess.RunAsync("dotnet", ".", Program, "--port", port, "--tickets", "5");
        outcome.ExitCode.ShouldBe(2);
        outcome.Output.Trim().Split('\n').Length.ShouldBe(1, outcome.Output);
    }

    [Theory]
    [InlineData("--tickets", "many")]
    [InlineData("--colour", "red")]
    public async Task Arguments_that_make_no_sense_are_refused_with_the_usage(string name, string value)
    {
        var outcome = await ChildProcess.RunAsync("dotnet", ".", Program, name, value);
        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldContain("usage:");
    }

    [Fact]
    public void Every_flag_of_the_usage_is_understood()
    {
        var flags = CommandLine.Usage.Split(" --").Skip(1).Where(argument => !argument.Contains(' ')).Select(name => $"--{name}").ToList();
        flags.ShouldContain("--identities-in-export");
        CommandLine.Parse(flags, out var mistake).ShouldNotBeNull(mistake);
    }

    private static Process Start(params string[] arguments) => ChildProcess.Start("dotnet", ".", [Program, .. arguments]);
}

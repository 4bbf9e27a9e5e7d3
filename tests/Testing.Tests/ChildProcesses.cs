namespace TicketPlatform.Testing.Tests;

public sealed class ChildProcesses
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_line_is_found_whether_it_comes_before_or_after_it_is_asked_for()
    {
        await using var process = Shell("echo early; read -r line; echo late");
        (await process.WaitForLineAsync("early", Limit)).ShouldBe("early");

        var late = process.WaitForLineAsync("late", Limit);
        process.EndInput();

        (await late).ShouldBe("late");
        (await process.WaitForLineAsync("early", Limit)).ShouldBe("early");
    }

    [Fact]
    public async Task Waiting_for_a_line_ends_with_the_process()
    {
        await using var process = Shell("echo something else");

        (await process.WaitForLineAsync("ready", Limit)).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_ends_on_request_is_not_killed()
    {
        await using var process = Shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done");
        await process.WaitForLineAsync("ready", Limit);

        (await process.TerminateAsync(Limit)).ShouldBeTrue();

        (await process.WaitForExitAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_is_killed()
    {
        await using var process = Shell("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await process.WaitForLineAsync("ready", Limit);

        (await process.TerminateAsync(TimeSpan.FromMilliseconds(200))).ShouldBeFalse();

        process.HasExited.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_line_is_in_the_log_file()
    {
        var file = Path.GetTempFileName();
        await using (var process = ChildProcess.Start(new(["sh", "-c", "echo one; echo two >&2"]) { LogFile = file }))
            await process.WaitForExitAsync();

        (await File.ReadAllLinesAsync(file)).ShouldBe(["one", "two"], ignoreOrder: true);
        File.Delete(file);
    }

    [Fact]
    public async Task A_process_is_recognized_by_its_command_line_until_it_ends()
    {
        var process = Shell("read -r recognizable");
        var id = process.Id;
        (await ProcessCommandLine.OfAsync(id)).ShouldContain("recognizable");

        await process.DisposeAsync();

        (await ProcessCommandLine.OfAsync(id)).ShouldNotContain("recognizable");
    }

    private static ChildProcess Shell(string script) => ChildProcess.Start(new(["sh", "-c", script]));
}

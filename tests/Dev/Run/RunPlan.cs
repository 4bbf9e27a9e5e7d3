using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Run;

/// <summary>What one <c>./dev run</c> is going to start.</summary>
internal sealed record RunPlan(int Port, bool QuietActivity, RunSettings Settings)
{
    private const int DefaultPort = 8080;
    private const int HighestPort = 65534;

    public Uri Api => new($"http://127.0.0.1:{Port}");

    /// <summary>Null with a real Zendesk.</summary>
    public Uri? Simulator => Settings.Zendesk is null ? new($"http://127.0.0.1:{Port + 1}") : null;

    public Uri Zendesk => Simulator ?? new(Settings.Zendesk!);

    /// <summary>Where the API takes Zendesk's webhooks.</summary>
    public Uri Webhook => new(Api, "/api/webhooks/zendesk");

    public static RunPlan Parse(string[] arguments, RunSettings? previous)
    {
        string[] values = ["--port", "--users", "--tickets", "--seed", "--zendesk"];
        var options = CommandOptions.Parse("run", arguments, values, flags: ["--quiet-activity"]).WithoutRest();
        return new(
            options.Number("--port", 1, HighestPort) ?? DefaultPort,
            options.Has("--quiet-activity"),
            RunSettings.Settle(options, previous)
        );
    }

    /// <summary>Refuses to start beside somebody who has the ports already.</summary>
    public void EnsurePortsAreFree()
    {
        if (!FreePort.IsFree(Port))
            throw CommandFailedException.Refuse($"port {Port} is taken; choose another with --port");
        if (Simulator is not null && !FreePort.IsFree(Port + 1))
            throw CommandFailedException.Refuse($"port {Port + 1}, which the simulator would use, is taken; choose others with --port");
    }
}

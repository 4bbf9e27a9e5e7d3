using TicketPlatform.ZendeskSimulator.Activity;

namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>What tests do to the simulator and ask it, under /_simulator. No credentials: it listens on loopback only.</summary>
internal static class ControlEndpoints
{
    extension(WebApplication app)
    {
        public void MapControl()
        {
            var control = app.MapGroup("/_simulator").AddEndpointFilter(RefuseStrangers);
            control.MapTicketControl();
            control.MapUserControl();
            control.MapTruth();
            control.MapWebhookControl();
            control.MapLoadControl();
            control.MapHistoryControl();
            control.MapGet("/status", Status);
            control.MapGet("/faults", (FaultPlan plan) => plan.Current);
            control.MapPut("/faults", (FaultSettings settings, FaultPlan plan) => plan.Current = settings);
            control.MapGet("/clock", Clock);
            control.MapPut("/clock", SetClock);
            control.MapPut("/limits", (Switch limits, RateLimiter limiter) => new Switch(limiter.Enabled = limits.Enabled));
            control.MapPut("/activity", SetActivity);
            control.MapGet("/log", object (RequestLog log) => new { requests = log.Recent });
            control.MapGet("/log/summary", Summary);
        }
    }

    internal sealed record Switch(bool Enabled);

    internal sealed record ClockSetting(double? AdvanceSeconds, DateTimeOffset? Now);

    internal sealed record ActivitySetting(bool Enabled, int? ChangesPerMinute);

    // A test that names a user or ticket which does not exist has made a mistake, and should read which.
    private static async ValueTask<object?> RefuseStrangers(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (KeyNotFoundException unknown)
        {
            return Results.BadRequest(new { error = unknown.Message });
        }
    }

    private static object Status(World world) =>
        new
        {
            status = "ready",
            tickets = world.Tickets.Count,
            users = world.Users.All.Count,
            events = world.Events.Count,
            now = world.Clock.GetUtcNow(),
            offsetSeconds = world.Clock.Offset.TotalSeconds,
            memoryBytes = Environment.WorkingSet,
        };

    private static object Clock(SimulatorClock clock) => new { now = clock.GetUtcNow(), offsetSeconds = clock.Offset.TotalSeconds };

    private static object SetClock(ClockSetting setting, World world)
    {
        var moved = world.Clock.Offset + TimeSpan.FromSeconds(setting.AdvanceSeconds ?? 0);
        if (setting.Now is { } now)
            moved += now - (world.Clock.GetUtcNow() + TimeSpan.FromSeconds(setting.AdvanceSeconds ?? 0));
        return Clock(world.Apply(new MoveClock(moved)));
    }

    private static object SetActivity(ActivitySetting setting, LiveActivity activity)
    {
        activity.Enabled = setting.Enabled;
        activity.ChangesPerMinute = setting.ChangesPerMinute ?? activity.ChangesPerMinute;
        return new { enabled = activity.Enabled, changesPerMinute = activity.ChangesPerMinute };
    }

    private static object Summary(RequestLog log) =>
        new
        {
            counts = log.Counts.Select(row => new
            {
                path = row.Path,
                status = row.Status,
                count = row.Count,
            }),
        };
}

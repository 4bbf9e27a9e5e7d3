using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;
using TicketPlatform.Infrastructure.Notifications;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Notifications;

/// <summary>The platform with targets that a test names, and a clock that it sets.</summary>
internal sealed class Messenger : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly Dictionary<string, string?> _settings;

    private Messenger(Platform platform, AdjustableTime time, Dictionary<string, string?> settings) =>
        (Platform, Time, _settings) = (platform, time, settings);

    public Platform Platform { get; }

    public AdjustableTime Time { get; }

    /// <summary>Starts with targets, each a list of settings.</summary>
    public static async Task<Messenger> StartAsync(params (string Setting, string? Value)[][] targets)
    {
        var settings = Settings(targets);
        var time = new AdjustableTime(Observed.Noon);
        return new Messenger(await Platform.StartAsync(time: time, settings: settings), time, settings);
    }

    /// <summary>Another node with the same targets.</summary>
    public Platform StartNode() => Platform.StartNode(zendesk: null, Time, _settings);

    /// <summary>Where a target names a setting twice, the last one holds.</summary>
    public static Dictionary<string, string?> Settings(params (string Setting, string? Value)[][] targets)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (index, target) in targets.Index())
        foreach (var (setting, value) in target)
            settings[$"Notifications:Targets:{index}:{setting}"] = value;
        return settings;
    }

    public static (string, string?)[] Webhook(string name, HttpTarget target, params (string, string?)[] further) =>
        [("Name", name), ("Channel", "webhook"), ("Url", target.Address.ToString()), ("Secrets:0", Secret), .. further];

    public static (string, string?)[] Slack(string name, HttpTarget target) =>
        [("Name", name), ("Channel", "slack"), ("Url", target.Address.ToString())];

    public static Notification Message(string key, NotificationSeverity severity = NotificationSeverity.Warning) =>
        new(key, key.Split(':')[0], severity, Observed.Noon, $"Title of {key}", $"Body of {key}", """{"user":"0b7e"}""");

    public Task TellAsync(params string[] keys) => TellAsync([.. keys.Select(key => Message(key))]);

    public Task TellAsync(params Notification[] messages) =>
        Platform.LookAsync(async db =>
        {
            await new NotificationQueue(db, Platform.Service<NotificationRouting>(), Time).AddAsync(messages, CancellationToken.None);
            return true;
        });

    /// <summary>One slice of the job.</summary>
    public Task<SliceOutcome> DeliverAsync(CancellationToken cancellationToken = default) =>
        Platform.SendAsync(new DeliverNotifications(new SliceBudget(Time)), cancellationToken);

    /// <summary>Slices every so often, as the job runs, until nothing waits; answers how long that took.</summary>
    public async Task<TimeSpan> SettleAsync(TimeSpan atMost)
    {
        var step = TimeSpan.FromSeconds(20);
        for (var passed = TimeSpan.Zero; ; passed += step)
        {
            await DeliverAsync();
            if (await CountAsync("pending") == 0)
                return passed;
            passed.ShouldBeLessThan(atMost);
            Time.Advance(step);
        }
    }

    /// <summary>Waits for what happens by itself.</summary>
    public async Task UntilAsync(string condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await Platform.ScalarAsync(condition) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }

    public async Task<long> CountAsync(string state) =>
        (long)(await Platform.ScalarAsync($"select count(*) from notification_deliveries where state = '{state}'"))!;

    /// <summary>The deliveries of one message, by target.</summary>
    public async Task<IReadOnlyList<DeliveryReceipt>> ReceiptsAsync(string key) =>
        (await Platform.Service<IDeliveryReceipts>().ReadAsync([key], CancellationToken.None)).ShouldHaveSingleItem().Deliveries;

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

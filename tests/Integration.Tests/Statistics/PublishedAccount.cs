using System.Text.Json;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Integration.Tests.Synchronization;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>An account that has lived for some days, all of its hours published, and the front door to them.</summary>
public sealed class PublishedAccount : IAsyncLifetime
{
    private const int Days = 5;
    private const int Step = 6;
    private PlatformHost _host = null!;

    public Mirror Mirror { get; private set; } = null!;

    /// <summary>A client for support staff.</summary>
    public HttpClient Support { get; private set; } = null!;

    /// <summary>The front door, for other callers.</summary>
    public HttpClient Client(string? role) => _host.Client(role is null ? null : Tokens.Of("ops", _host.Time, role));

    /// <summary>All pages of the hours.</summary>
    public Task<List<JsonElement>> HoursAsync(string query = "limit=1000") => PagesAsync($"/api/statistics/hourly?{query}", "hours");

    /// <summary>All pages of what explains a figure.</summary>
    public Task<List<JsonElement>> PartsAsync(string path) => PagesAsync(path, "parts");

    public async Task InitializeAsync()
    {
        Mirror = await StartAsync(Days);
        _host = await PlatformHost.StartAsync(new Dictionary<string, string>(), Mirror.Platform.Database.ConnectionString);
        Support = Client("support");
    }

    public async Task DisposeAsync()
    {
        Support.Dispose();
        await _host.DisposeAsync();
        await Mirror.DisposeAsync();
    }

    /// <summary>Lets an account live through some days, reading it often enough to see every role.</summary>
    public static async Task<Mirror> StartAsync(int days)
    {
        var mirror = await Mirror.StartAsync(users: 25, tickets: 0);
        for (var hour = 0; hour < days * 24; hour += Step)
        {
            mirror.Zendesk.Live(Step, changesPerHour: 30, seed: hour);
            await mirror.SettleAsync();
        }
        await mirror.PublishAsync();
        return mirror;
    }

    private async Task<List<JsonElement>> PagesAsync(string path, string list)
    {
        var all = new List<JsonElement>();
        for (string? cursor = null, next = ""; next is not null; cursor = next)
        {
            var page = await Support.GetFromJsonAsync<JsonElement>(path + (cursor is null ? "" : $"&cursor={cursor}"));
            all.AddRange(page.GetProperty(list).EnumerateArray());
            next = page.GetProperty("page").GetProperty("next").GetString();
        }
        return all;
    }
}

[CollectionDefinition(nameof(PublishedAccount))]
public sealed class SharingThePublishedAccount : ICollectionFixture<PublishedAccount>;

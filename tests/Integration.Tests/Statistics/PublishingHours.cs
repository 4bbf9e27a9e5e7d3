using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class PublishingHours : IAsyncLifetime
{
    private Mirror _mirror = null!;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync(users: 40, tickets: 400);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task Every_hour_since_the_first_ticket_equals_the_truth()
    {
        await _mirror.SettleAsync();
        await _mirror.PublishAsync();

        (await FigureComparison.DifferencesAsync(_mirror.Platform.Database.ConnectionString, _mirror.Zendesk.BaseAddress)).ShouldBeEmpty();
    }
}

using MediatR;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>A platform for a whole test class; every test has users and tickets of its own.</summary>
public sealed class AlertedPlatform : IAsyncLifetime
{
    private int _people;
    private long _tickets = 1_000;

    public AdjustableTime Time { get; } = new(Observed.Noon.AddMinutes(2));

    public Platform Platform { get; private set; } = null!;

    public async Task InitializeAsync() => Platform = await Platform.StartAsync(time: Time);

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public Task<T> SendAsync<T>(IRequest<T> request) => Platform.SendAsync(request);

    /// <summary>A platform user with a requester in Zendesk.</summary>
    internal async Task<Person> PersonAsync(bool isUser = true)
    {
        var number = Interlocked.Increment(ref _people);
        var person = new Person(Guid.NewGuid(), 50_000 + number, $"person{number}@example.com");
        if (isUser)
            await SendAsync(new PutUser(person.Id, person.Email));
        await SendAsync(new ApplyZendeskUsers([Observed.User(person.Requester, person.Email)]));
        return person;
    }

    /// <summary>New tickets of somebody, applied one by one.</summary>
    internal async Task<long[]> TicketsAsync(Person person, int count, TicketStatus? status = null)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Interlocked.Increment(ref _tickets)).ToArray();
        foreach (var id in ids)
            await ObserveAsync(id, person, status ?? TicketStatus.Open);
        return ids;
    }

    /// <summary>What Zendesk says of a ticket now.</summary>
    internal Task ObserveAsync(long id, Person person, TicketStatus status, bool isPublic = true, bool fills = false)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        var content = Observed.Printer with
        {
            RequesterId = person.Requester,
            Status = status,
            IsPublic = isPublic,
            UpdatedAt = Time.GetUtcNow(),
        };
        return SendAsync(new ApplyTicketObservations([Observed.Export(id, content)], fills));
    }

    /// <summary>Moves the clock on and lets time pass for open episodes.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        await SendAsync(new AdvanceAlerts(new SliceBudget(Time)));
    }

    public async Task<SliceOutcome> ProveAsync() => await SendAsync(new EvaluateAlerts(new SliceBudget(Time)));

    /// <summary>The alerts of somebody, the last first.</summary>
    internal async Task<IReadOnlyList<AlertView>> AlertsAsync(Person person, string state = GetAlerts.All) =>
        (await SendAsync(new GetAlerts(state, person.Id.ToString(), null, null, 100, null))).Value.Alerts;

    internal async Task<AlertView> AlertAsync(Person person) => (await AlertsAsync(person, GetAlerts.Open)).ShouldHaveSingleItem();

    /// <summary>What happened to an alert.</summary>
    public async Task<AlertStory> StoryAsync(Guid alert) => (await SendAsync(new GetAlert(alert))).Value;

    internal async Task<IReadOnlyList<string>> KindsAsync(Guid alert) =>
        [.. (await StoryAsync(alert)).Timeline.Select(moment => moment.Kind)];

    /// <summary>The kinds of the messages about an alert, the first first.</summary>
    internal async Task<IReadOnlyList<string>> ToldAsync(Guid alert) =>
        [.. (await StoryAsync(alert)).Messages.Select(message => message.Kind)];
}

internal sealed record Person(Guid Id, long Requester, string Email);

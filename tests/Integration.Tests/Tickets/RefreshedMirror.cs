using Npgsql;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Integration.Tests.Tickets;

/// <summary>A settled mirror in which Ada has a requester of her own, and may have her tickets read again.</summary>
internal sealed class RefreshedMirror : IAsyncDisposable
{
    public const string Email = "ada@example.com";

    private RefreshedMirror(Mirror mirror) => Mirror = mirror;

    public Mirror Mirror { get; }

    public Guid Ada { get; private set; }

    public SimulatorServer Zendesk => Mirror.Zendesk;

    public World World => Mirror.Zendesk.World;

    /// <summary>How often Zendesk was asked for somebody's requested tickets.</summary>
    public int Questions => Zendesk.Log.Count(request => request.Path.EndsWith("/tickets/requested", StringComparison.Ordinal));

    /// <param name="tickets">How many Ada has.</param>
    public static async Task<RefreshedMirror> StartAsync(int tickets = 1)
    {
        var scene = new RefreshedMirror(await Mirror.StartAsync(users: 10, tickets: 20, clock: clock => new UnhurriedTime(clock)));
        for (var number = 0; number < tickets; number++)
            scene.Create();
        scene.Ada = await scene.Mirror.ProvisionAsync(Email);
        await scene.Mirror.SettleAsync();
        return scene;
    }

    public Ticket Create(string requester = Email) =>
        World.Apply(new CreateTicket { RequesterEmail = requester, Subject = "Of " + requester });

    public void Update(Ticket ticket, string status) => World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = status });

    /// <summary>A further node that waits no longer than in production.</summary>
    public Platform StartNode() => Mirror.Platform.StartNode(Zendesk.BaseAddress, Zendesk.Clock);

    public Task<UserTickets> ReadAsync(int? maxAge = null) => ReadAsync(Mirror.Platform, Ada, maxAge);

    public static async Task<UserTickets> ReadAsync(Platform node, Guid user, int? maxAge) =>
        (await node.SendAsync(new GetUserTickets(user, new Reader(user, false), "all", null, null, null, 100, null, maxAge))).Value.Body;

    /// <summary>The statuses that Ada is shown, by ticket, and what came of the refresh.</summary>
    public async Task<(Dictionary<long, string> Shown, string Refresh, Freshness Freshness)> RefreshAsync(int maxAge = 0)
    {
        var body = await ReadAsync(maxAge);
        return (body.Tickets.ToDictionary(ticket => ticket.Id, ticket => ticket.Status), body.Freshness.Refresh, body.Freshness);
    }

    /// <summary>Up to when Ada's view is proven by reading it again.</summary>
    public Task<DateTimeOffset?> ProofAsync() =>
        Mirror.Platform.LookAsync(db => Task.FromResult(db.Users.Single(user => user.Id == Ada).RereadAt));

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Mirror.Platform.Database.ConnectionString);
        return await database.CreateCommand(sql).ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => Mirror.DisposeAsync();
}

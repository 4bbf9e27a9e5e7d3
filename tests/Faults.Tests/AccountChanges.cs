using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Faults.Tests;

/// <summary>Does to an account whatever people do to one, at random but by a seed.</summary>
internal sealed class AccountChanges(World world, Random random)
{
    private static readonly string[] Statuses = ["open", "pending", "hold", "solved"];
    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    public int Made { get; private set; }

    /// <summary>Makes changes at a pace until told to stop.</summary>
    public async Task RunAsync(int perSecond, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        try
        {
            while (await pace.WaitForNextTickAsync(stop))
                MakeOne();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to stop
        }
    }

    public void MakeOne()
    {
        Made++;
        var ticket = Pick(world.Tickets.Where(CanChange).ToList());
        switch (random.Next(100))
        {
            case < 40:
                Update(ticket, new UpdateTicket { TicketId = ticket.Id, Status = Pick(Statuses) });
                break;
            case < 50:
                Update(
                    ticket,
                    new UpdateTicket
                    {
                        TicketId = ticket.Id,
                        Priority = Pick(Priorities),
                        Subject = $"Changed {Made} 😀\0",
                    }
                );
                break;
            case < 60:
                Update(
                    ticket,
                    new UpdateTicket
                    {
                        TicketId = ticket.Id,
                        AssigneeId = Agent().Id,
                        Comment = new TicketComment("Done.", true),
                    }
                );
                break;
            case < 68:
                Update(ticket, new UpdateTicket { TicketId = ticket.Id, RequesterId = EndUser().Id });
                break;
            case < 80:
                world.Apply(new CreateTicket { RequesterEmail = Address(), Subject = $"New {Made}" });
                break;
            case < 84:
                world.Apply(new DeleteTicket(ticket.Id));
                break;
            case < 88 when world.Tickets.FirstOrDefault(other => other.IsDeleted && !other.IsScrubbed) is { } deleted:
                world.Apply(new RestoreTicket(deleted.Id));
                break;
            case < 90 when world.Tickets.FirstOrDefault(other => other.IsDeleted && !other.IsScrubbed) is { } deleted:
                world.Apply(new ScrubTicket(deleted.Id));
                break;
            case < 93:
                world.Apply(
                    new MergeTickets(ticket.Id, [Pick(world.Tickets.Where(other => CanChange(other) && other != ticket).ToList()).Id])
                );
                break;
            case < 95:
                MergeUsers();
                break;
            case < 97:
                world.Apply(new UpdateUser { UserId = EndUser().Id, Name = $"Renamed {Made}" });
                break;
            default:
                world.Apply(new AddIdentity(EndUser().Id, $"further{Made}@example.com", Verified: random.Next(2) == 0));
                break;
        }
    }

    // Closed is for good, and deleted tickets are only restored or erased.
    private static bool CanChange(Ticket ticket) => ticket.IsOpen || ticket.Status == Names.Solved;

    private void Update(Ticket ticket, UpdateTicket update) =>
        world.Apply(update with { ActorId = random.Next(3) == 0 ? world.Users[ticket.Requester].Id : Agent().Id });

    private void MergeUsers()
    {
        var (loser, winner) = (EndUser(), EndUser());
        if (loser != winner)
            world.Apply(new MergeUsers(loser.Id, winner.Id));
    }

    private string Address() => random.Next(4) == 0 ? $"stranger{Made}@example.com" : EndUser().Email!;

    private User EndUser() => Pick(world.Users.All.Where(user => user is { Active: true, IsStaff: false, Email: not null }).ToList());

    private User Agent() => Pick(world.Users.All.Where(user => user is { Active: true, IsStaff: true }).ToList());

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}

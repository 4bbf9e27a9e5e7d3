namespace TicketPlatform.Simulator.Tests;

/// <summary>What an account has seen of all that makes statistics hard, recognised in its events.</summary>
internal sealed class HistoryKinds
{
    /// <summary>All that can happen to tickets.</summary>
    public static readonly string[] OfTickets =
    [
        "reopened",
        "reopened twice",
        "assigned there and back",
        "unassigned",
        "taken over and solved",
        "solved by another",
        "solved by an automation",
        "closed by an automation",
        "closed straight",
        "solved at creation",
        "created by an agent",
        "merged",
        "merged after a solve",
        "deleted",
        "restored",
        "restored as solved",
        "other requester",
        "two updates in one second",
        "undone in one second",
    ];

    private readonly World world;
    private readonly HashSet<string> seen = [];

    public HistoryKinds(World world)
    {
        this.world = world;
        foreach (var ticket in Audits(world.Events).GroupBy(audit => audit[0].Ticket))
            Look([.. ticket.OrderBy(audit => audit[0].At)]);
    }

    public IReadOnlyCollection<string> Seen => seen;

    private static IEnumerable<List<TicketEvent>> Audits(IReadOnlyList<TicketEvent> events)
    {
        var audit = new List<TicketEvent>();
        foreach (var happened in events)
        {
            if (happened.StartsAudit && audit.Count > 0)
            {
                yield return audit;
                audit = [];
            }
            audit.Add(happened);
        }
        if (audit.Count > 0)
            yield return audit;
    }

    private void Look(List<List<TicketEvent>> audits)
    {
        var assignee = Names.None;
        foreach (var audit in audits)
        {
            Look(audit, assignee);
            assignee = audit.Where(change => change.Field == TicketField.Assignee).Select(change => change.To).LastOrDefault(assignee);
        }
        var changes = audits.SelectMany(audit => audit).ToList();
        var statuses = changes.Where(change => change.Field == TicketField.Status).ToList();
        Note("reopened twice", statuses.Count(IsReopen) > 1);
        var assignees = changes.Where(change => change.Field == TicketField.Assignee).Select(change => change.To).ToList();
        Note("assigned there and back", assignees.Zip(assignees.Skip(2)).Any(pair => pair.First == pair.Second && pair.First >= 0));
        Note(
            "merged after a solve",
            changes.Any(change => change.Field == TicketField.Merged) && statuses.Any(change => change.To == Names.Solved)
        );
        var pairs = audits.Zip(audits.Skip(1)).Where(pair => pair.First[0].At == pair.Second[0].At).ToList();
        Note("two updates in one second", pairs.Count > 0);
        Note("undone in one second", pairs.Any(pair => pair.Second.Any(IsReopen) && pair.First.Any(change => change.To == Names.Solved)));
    }

    private void Look(List<TicketEvent> audit, int assignee)
    {
        var isCreation = audit[0].Field == TicketField.Created;
        var takesOver = audit.Any(change => change.Field == TicketField.Assignee && change.From >= 0 && change.To >= 0);
        Note("created by an agent", isCreation && world.Users[audit[0].Actor].IsStaff);
        Note("unassigned", audit.Any(change => change.Field == TicketField.Assignee && change.To == Names.None));
        Note("other requester", !isCreation && audit.Any(change => change.Field == TicketField.Requester));
        Note("merged", audit.Any(change => change.Field == TicketField.Merged));
        foreach (var change in audit.Where(change => change.Field == TicketField.Status))
        {
            var isAutomatic = change.Actor == TicketEvent.Automation;
            Note("solved at creation", isCreation && change.To == Names.Solved);
            Note("taken over and solved", change.To == Names.Solved && takesOver);
            Note("solved by another", change.To == Names.Solved && !takesOver && !isAutomatic && change.Actor != assignee);
            Note("solved by an automation", change.To == Names.Solved && isAutomatic);
            Note("closed by an automation", change is { From: Names.Solved, To: Names.Closed } && isAutomatic);
            Note(
                "closed straight",
                change is { From: Names.Open, To: Names.Closed } && audit.All(part => part.Field != TicketField.Merged)
            );
            Note("reopened", IsReopen(change));
            Note("deleted", change.To == Names.Deleted);
            Note("restored", change.From == Names.Deleted);
            Note("restored as solved", change is { From: Names.Deleted, To: Names.Solved });
        }
    }

    private static bool IsReopen(TicketEvent change) =>
        change is { Field: TicketField.Status, From: Names.Solved, To: Names.Open or Names.Pending };

    private void Note(string kind, bool happened)
    {
        if (happened)
            seen.Add(kind);
    }
}

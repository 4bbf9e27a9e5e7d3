namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>The running account of a ticket's life from which Zendesk's metric set is made; all values are Unix seconds or seconds.</summary>
public struct TicketTimes
{
    public uint StatusChanged { get; private set; }
    public uint FirstSolved { get; private set; }
    public uint LastSolved { get; private set; }
    public uint PendingSeconds { get; private set; }
    public uint HoldSeconds { get; private set; }
    public uint WorkingSeconds { get; private set; }
    public uint FirstReply { get; private set; }
    public uint LastComment { get; private set; }
    public uint Assigned { get; private set; }
    public uint FirstAssigned { get; private set; }
    public byte Reopens { get; private set; }
    public byte Replies { get; private set; }
    public byte AssigneeStations { get; private set; }

    internal void MoveStatus(int from, int to, uint at)
    {
        Spend(from, at > StatusChanged && StatusChanged > 0 ? at - StatusChanged : 0);
        // What is restored stands as it did before its deletion.
        if (IsResolved(to) && !IsResolved(from) && from != Names.Deleted)
        {
            LastSolved = at;
            FirstSolved = FirstSolved == 0 ? at : FirstSolved;
        }
        if (!IsResolved(to) && to != Names.Deleted)
        {
            Reopens += from == Names.Solved ? (byte)1 : (byte)0;
            LastSolved = 0;
        }
        StatusChanged = at;
    }

    internal void Comment(uint at, bool agentReply)
    {
        LastComment = at;
        if (!agentReply)
            return;
        FirstReply = FirstReply == 0 ? at : FirstReply;
        Replies++;
    }

    internal void Assign(uint at)
    {
        FirstAssigned = FirstAssigned == 0 ? at : FirstAssigned;
        Assigned = at;
        AssigneeStations++;
    }

    private void Spend(int status, uint seconds)
    {
        if (status == Names.Pending)
            PendingSeconds += seconds;
        else if (status == Names.Hold)
            HoldSeconds += seconds;
        else if (!IsResolved(status) && status != Names.Deleted)
            WorkingSeconds += seconds;
    }

    private static bool IsResolved(int status) => status is Names.Solved or Names.Closed;
}

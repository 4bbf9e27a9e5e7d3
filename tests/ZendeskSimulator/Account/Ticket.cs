namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>A ticket in lean form: users are positions in the account, texts numbers in <see cref="Names"/>, times Unix seconds.</summary>
public sealed class Ticket
{
    private const uint ArchivedAfterSeconds = 120 * 86_400;

    public required int Id { get; init; }
    public required uint CreatedAt { get; init; }
    public uint UpdatedAt { get; internal set; }

    /// <summary>Moves on every write, system updates included; the key of the export.</summary>
    public uint GeneratedAt { get; internal set; }
    public int Status { get; internal set; } = Names.None;
    public int StatusBeforeDeletion { get; internal set; } = Names.None;
    public int Priority { get; internal set; } = Names.None;
    public int Type { get; internal set; } = Names.None;
    public int Requester { get; internal set; } = Names.None;
    public required int Submitter { get; init; }
    public int Assignee { get; internal set; } = Names.None;

    /// <summary>None stands for the text that the seeded history invents for this id.</summary>
    public int Subject { get; internal set; } = Names.None;
    public int Description { get; internal set; } = Names.None;
    public int Tags { get; internal set; } = Names.None;
    public int ExternalId { get; internal set; } = Names.None;
    public int CustomStatus { get; internal set; } = Names.None;
    public int CustomFields { get; internal set; } = Names.None;
    public bool IsPublic { get; internal set; } = true;
    public bool IsScrubbed { get; internal set; }
    public bool IsForAiAgent { get; init; }
    private TicketTimes times;
    public ref TicketTimes Times => ref times;

    public bool IsDeleted => Status == Names.Deleted;

    public bool IsOpen => Status is Names.New or Names.Open or Names.Pending or Names.Hold;

    /// <summary>Whether lists leave it out, because it was closed long ago.</summary>
    internal bool IsArchived(uint now) => Status == Names.Closed && times.StatusChanged + ArchivedAfterSeconds < now;

    /// <summary>A reader's own copy, so that a page can be written while the account moves on.</summary>
    internal Ticket Snapshot() => (Ticket)MemberwiseClone();

    internal int this[TicketField field]
    {
        get =>
            field switch
            {
                TicketField.Status => Status,
                TicketField.Priority => Priority,
                TicketField.Type => Type,
                TicketField.Requester => Requester,
                TicketField.Assignee => Assignee,
                TicketField.Subject => Subject,
                TicketField.CustomStatus => CustomStatus,
                TicketField.CustomFields => CustomFields,
                TicketField.Tags => Tags,
                TicketField.ExternalId => ExternalId,
                TicketField.IsPublic => IsPublic ? 1 : 0,
                _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a value of a ticket."),
            };
        set => Assign(field, value);
    }

    private void Assign(TicketField field, int value) =>
        _ = field switch
        {
            TicketField.Status => Status = value,
            TicketField.Priority => Priority = value,
            TicketField.Type => Type = value,
            TicketField.Requester => Requester = value,
            TicketField.Assignee => Assignee = value,
            TicketField.Subject => Subject = value,
            TicketField.CustomStatus => CustomStatus = value,
            TicketField.CustomFields => CustomFields = value,
            TicketField.Tags => Tags = value,
            TicketField.ExternalId => ExternalId = value,
            TicketField.IsPublic => (IsPublic = value == 1) ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a value of a ticket."),
        };
}

namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Ids of the account's fixed furniture.</summary>
internal static class AccountIds
{
    public const long Account = 21700001;
    public const long Organization = 31740214737428;
    public const long Form = 31740240693908;
    public const long Brand = 31740214705684;
    private const long FirstGroup = 31740240822676;
    private const int Groups = 4;

    // A closed ticket keeps the id of the solved status.
    private static readonly long[] CustomStatuses =
    [
        31740240806676,
        31740240806900,
        31740240807028,
        31740240807060,
        31740240807188,
        31740240807188,
    ];

    /// <summary>Every agent works in one group.</summary>
    public static long Group(int agent) => FirstGroup + (agent % Groups * 32);

    /// <summary>The default custom status of a status category; an unknown status counts as open.</summary>
    public static long CustomStatus(int status) => CustomStatuses[status < CustomStatuses.Length ? status : Names.Open];
}

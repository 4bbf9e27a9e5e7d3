namespace TicketPlatform.Application.Tickets;

/// <summary>One page of a platform user's tickets.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Reader">Who asks.</param>
/// <param name="Status">See <see cref="StatusFilter"/>; null for the unsolved ones.</param>
/// <param name="Priority">A list of low, normal, high, urgent, none; null for any.</param>
/// <param name="Search">Part of the subject or description, whatever its case; null for any.</param>
/// <param name="Sort">See <see cref="TicketSort"/>; null for the last updated first.</param>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="MaxAge">Seconds: where the stored view is older, the tickets are read again first (0 to 86,400); null for never.</param>
public sealed record GetUserTickets(
    Guid UserId,
    Reader Reader,
    string? Status,
    string? Priority,
    string? Search,
    string? Sort,
    int Limit,
    string? Cursor,
    int? MaxAge
) : IRequest<Result<TaggedUserTickets>>
{
    internal string Question => $"tickets|{UserId}|{Status ?? StatusFilter.Default}|{Priority}|{Search}|{TicketSort.Parse(Sort)}";
}

/// <param name="Body">The answer.</param>
/// <param name="Tag">Changes whenever anything in the answer but its age does.</param>
public sealed record TaggedUserTickets(UserTickets Body, string Tag);

internal sealed class GetUserTicketsValidator : AbstractValidator<GetUserTickets>
{
    internal static readonly string[] Priorities = ["low", "normal", "high", "urgent", "none"];

    public GetUserTicketsValidator()
    {
        RuleFor(query => query.Status).Must(s => StatusFilter.Parse(s) is not null).WithMessage($"Expected {StatusFilter.Spellings}.");
        RuleFor(query => query.Priority)
            .Must(priority => priority is null || priority.Split(',', StringSplitOptions.TrimEntries).All(Priorities.Contains))
            .WithMessage("Expected a list of low, normal, high, urgent, none.");
        RuleFor(query => query.Search)
            .Must(search => search is null || (search.Length is > 0 and <= 200 && !search.Contains('\0')))
            .WithMessage("Expected 1 to 200 characters.");
        RuleFor(query => query.Sort).Must(s => TicketSort.Parse(s) is not null).WithMessage($"Expected {TicketSort.Spellings}.");
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.MaxAge).InclusiveBetween(0, 86_400).WithMessage("Expected whole seconds from 0 to 86400.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || TicketPosition.Read(query.Question, cursor) is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class GetUserTicketsHandler(IUserTicketsReader reader, SharedRefreshes refreshes, TimeProvider time)
    : IRequestHandler<GetUserTickets, Result<TaggedUserTickets>>
{
    public async Task<Result<TaggedUserTickets>> Handle(GetUserTickets query, CancellationToken cancellationToken)
    {
        // A foreign user and an unknown one look the same.
        if (!query.Reader.MayReadTicketsOf(query.UserId) || await ReadAsync(query, cancellationToken) is not { } stored)
            return TicketFailures.UserNotFound(query.UserId);
        if (query.MaxAge is not { } maxAge)
            return Answer(query, stored, RefreshOutcome.NotRequested);
        if (Freshness.IsWithin(maxAge, stored, time.GetUtcNow()))
            return Answer(query, stored, RefreshOutcome.Fresh);

        var refresh = await refreshes.RunAsync(query.UserId, cancellationToken);
        return await ReadAsync(query, cancellationToken) is { } current
            ? Answer(query, current, refresh)
            : TicketFailures.UserNotFound(query.UserId);
    }

    private TaggedUserTickets Answer(GetUserTickets query, StoredUserTickets stored, RefreshOutcome refresh)
    {
        var shown = stored.Tickets.Count > query.Limit ? stored.Tickets.GetRange(0, query.Limit) : stored.Tickets;
        var next = stored.Tickets.Count > query.Limit ? shown[^1].Position.Write(query.Question) : null;
        var freshness = Freshness.Of(stored, time.GetUtcNow(), refresh);
        var body = new UserTickets(
            new UserReference(query.UserId, stored.Email),
            new TicketSummary(stored.Counts.Unsolved, stored.Counts),
            shown.ConvertAll(row => row.Ticket),
            freshness,
            new PageInfo(query.Limit, next)
        );
        return new TaggedUserTickets(body, AnswerTag.Of(stored, shown, freshness));
    }

    private Task<StoredUserTickets?> ReadAsync(GetUserTickets query, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            new UserTicketsQuestion(
                query.UserId,
                StatusFilter.Parse(query.Status)!,
                query.Priority?.Split(',', StringSplitOptions.TrimEntries),
                query.Search,
                TicketSort.Parse(query.Sort)!.Value,
                query.Cursor is null ? null : TicketPosition.Read(query.Question, query.Cursor),
                query.Limit + 1
            ),
            cancellationToken
        );
}

using System.Globalization;

namespace TicketPlatform.Application.Webhooks;

/// <summary>The messages that could not be applied, newest first.</summary>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record GetDeadLetters(int Limit, string? Cursor) : IRequest<Result<DeadLetterList>>
{
    internal const string Question = "dead-letters";

    /// <summary>The place of the last message of the page before; null without a cursor of this list.</summary>
    internal long? Before =>
        Cursor is not null
        && PageCursor.Read(Question, Cursor, keys: 1) is [var last]
        && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;
}

/// <param name="Messages">Without their bodies, which hold what people wrote.</param>
/// <param name="Page">How to go on.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetter> Messages, PageInfo Page);

/// <param name="Id">Replay it by this.</param>
/// <param name="Type">Zendesk's event type; trigger or unreadable for what is no event.</param>
/// <param name="SubjectId">The ticket or user it is about, where it names one.</param>
/// <param name="InvocationId">By which Zendesk lists the delivery.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Attempts">How often applying it failed.</param>
/// <param name="Error">What went wrong the last time.</param>
public sealed record DeadLetter(
    string Id,
    string Type,
    long? SubjectId,
    string? InvocationId,
    DateTimeOffset ReceivedAt,
    int Attempts,
    string? Error
);

internal sealed class GetDeadLettersValidator : AbstractValidator<GetDeadLetters>
{
    public GetDeadLettersValidator()
    {
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || query.Before is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class GetDeadLettersHandler(IDeadLetters letters) : IRequestHandler<GetDeadLetters, Result<DeadLetterList>>
{
    public async Task<Result<DeadLetterList>> Handle(GetDeadLetters query, CancellationToken cancellationToken)
    {
        var rows = await letters.ReadAsync(query.Before, query.Limit + 1, cancellationToken);
        var shown = rows.Take(query.Limit).ToList();
        var next =
            rows.Count > query.Limit
                ? PageCursor.Write(GetDeadLetters.Question, shown[^1].Position.ToString(CultureInfo.InvariantCulture))
                : null;
        return new DeadLetterList(shown.ConvertAll(row => row.Letter), new PageInfo(query.Limit, next));
    }
}

using System.Globalization;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>The tickets and events behind a figure of an hour, so that it can be computed by hand.</summary>
/// <param name="Hour">When it begins.</param>
/// <param name="Figure">Its name as served; of the backlog one status at a time, such as <c>backlog.open</c>.</param>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record ExplainFigure(string Hour, string? Figure, int Limit, string? Cursor) : IRequest<Result<FigureExplanation>>
{
    /// <summary>The figures that can be explained.</summary>
    public static readonly IReadOnlyList<string> Figures =
    [
        .. new HourAccount(DateTimeOffset.UnixEpoch, []).Figures.Keys,
        .. from status in (string[])["new", "open", "pending", "hold"] select OfBacklog + status,
    ];

    private const string OfBacklog = "backlog.";

    /// <summary>The status whose part of the backlog is asked for; null for any other figure.</summary>
    internal string? BacklogStatus => Figure!.StartsWith(OfBacklog, StringComparison.Ordinal) ? Figure[OfBacklog.Length..] : null;

    private string Question => $"explain|{Hour}|{Figure}";

    /// <summary>Which version the page is of, and how many parts come before it; null without a cursor of this question.</summary>
    internal (int Version, int Start)? Place =>
        Cursor is not null
        && PageCursor.Read(Question, Cursor, keys: 2) is [var version, var start]
        && Count(version) is { } ofVersion
        && Count(start) is { } from
            ? (ofVersion, from)
            : null;

    /// <summary>The cursor of the page that begins after some parts.</summary>
    internal string CursorAt(int version, int start) =>
        PageCursor.Write(Question, version.ToString(CultureInfo.InvariantCulture), start.ToString(CultureInfo.InvariantCulture));

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}

/// <param name="Hour">When it begins (UTC).</param>
/// <param name="Version">The published one.</param>
/// <param name="Figure">Its name.</param>
/// <param name="Parts">What each ticket gives to it, by ticket.</param>
/// <param name="Page">How to go on.</param>
public sealed record FigureExplanation(DateTimeOffset Hour, int Version, string Figure, IReadOnlyList<ExplainedPart> Parts, PageInfo Page);

/// <param name="TicketId">Zendesk's id.</param>
/// <param name="CreatedAt">When the ticket was created (UTC).</param>
/// <param name="At">When what is counted happened (UTC); of the backlog, when its status or assignee last changed.</param>
/// <param name="Seconds">The duration; null for a figure that only counts. Of the backlog, the age at the end of the hour.</param>
/// <param name="EventIds">Zendesk's ids of the ticket's events before the end of the hour, oldest first.</param>
public sealed record ExplainedPart(
    long TicketId,
    DateTimeOffset? CreatedAt,
    DateTimeOffset At,
    long? Seconds,
    IReadOnlyList<long> EventIds
);

internal sealed class ExplainFigureValidator : AbstractValidator<ExplainFigure>
{
    public ExplainFigureValidator()
    {
        RuleFor(query => query.Hour).Must(hour => HourText.Read(hour) is not null).WithMessage(HourText.Expected);
        RuleFor(query => query.Figure)
            .Must(figure => ExplainFigure.Figures.Contains(figure))
            .WithMessage($"Expected one of {string.Join(", ", ExplainFigure.Figures)}.");
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || query.Place is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class ExplainFigureHandler(IStatisticsReader reader, IStatisticsSource source)
    : IRequestHandler<ExplainFigure, Result<FigureExplanation>>
{
    public async Task<Result<FigureExplanation>> Handle(ExplainFigure query, CancellationToken cancellationToken)
    {
        var hour = HourText.Read(query.Hour)!.Value;
        if (await reader.HourAsync(hour, null, cancellationToken) is not { } stored)
            return StatisticsFailures.HourNotFound(query.Hour);
        if (stored.Figures is null)
            return StatisticsFailures.NotPublished(stored);

        var (version, start) = query.Place ?? (stored.Version, 0);
        await using var snapshot = await source.OpenAsync(cancellationToken);
        // What was learned since the version was published explains another one.
        if (version != stored.Version || await snapshot.ProvenVersionAsync(hour, cancellationToken) != version)
            return StatisticsFailures.Restated(query.Hour);
        var found = query.BacklogStatus is { } status
            ? await UnsolvedAsync(snapshot, hour.AddHours(1), status, start, query.Limit + 1, cancellationToken)
            : await CountedAsync(snapshot, hour, query.Figure!, start, query.Limit + 1, cancellationToken);
        var shown = found.Take(query.Limit).ToList();
        var next = found.Count > query.Limit ? query.CursorAt(version, start + query.Limit) : null;
        return new FigureExplanation(hour, stored.Version, query.Figure!, shown, new PageInfo(query.Limit, next));
    }

    private static async Task<IReadOnlyList<ExplainedPart>> CountedAsync(
        IStatisticsSnapshot snapshot,
        DateTimeOffset hour,
        string figure,
        int skip,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var end = hour.AddHours(1);
        var staff = await snapshot.StaffAsync(cancellationToken);
        var touched = await snapshot.TouchedAsync(hour, end, cancellationToken);
        var lives = (await snapshot.LivesAsync(touched, end, cancellationToken)).ToDictionary(life => life.TicketId);
        var account = new HourAccount(hour, lives.Values.Select(life => life.Before(end, staff)));
        var parts = account.Figures[figure].OrderBy(part => part.Ticket.TicketId).ThenBy(part => part.At);
        return [.. parts.Skip(skip).Take(limit).Select(part => Explained(part, lives[part.Ticket.TicketId], end))];
    }

    private static async Task<IReadOnlyList<ExplainedPart>> UnsolvedAsync(
        IStatisticsSnapshot snapshot,
        DateTimeOffset instant,
        string status,
        int skip,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var staff = await snapshot.StaffAsync(cancellationToken);
        var unsolved = await snapshot.UnsolvedAsync(instant, status, skip, limit, cancellationToken);
        return
        [
            .. from life in await snapshot.LivesAsync(unsolved, instant, cancellationToken)
            let ticket = life.Before(instant, staff)
            let age = ticket.CreatedAt is { } created ? (long)(instant - created).TotalSeconds : (long?)null
            select Explained(new FigurePart(ticket, ticket.Intervals[^1].From, age), life, instant),
        ];
    }

    private static ExplainedPart Explained(FigurePart part, TicketLife life, DateTimeOffset end)
    {
        var events = life.Facts.Where(fact => fact.At < end).OrderBy(fact => fact.At).ThenBy(fact => fact.EventId);
        return new ExplainedPart(
            part.Ticket.TicketId,
            part.Ticket.CreatedAt,
            part.At,
            part.Seconds,
            [.. events.Select(fact => fact.EventId).Distinct()]
        );
    }
}

using System.Globalization;

namespace TicketPlatform.Application.Alerts;

/// <summary>The alerts, the last opened first.</summary>
/// <param name="State">open, closed or all.</param>
/// <param name="UserId">A uuid: only the alerts of this user.</param>
/// <param name="From">An instant: only those opened then or later.</param>
/// <param name="To">An instant: only those opened before.</param>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record GetAlerts(string State, string? UserId, string? From, string? To, int Limit, string? Cursor)
    : IRequest<Result<AlertList>>
{
    public const string Open = "open";
    public const string Closed = "closed";
    public const string All = "all";

    internal string Question => $"alerts|{State}|{UserId?.ToLowerInvariant()}|{From}|{To}";

    /// <summary>The last alert of the page before; null without a cursor of this question.</summary>
    internal AlertPosition? After =>
        Cursor is not null
        && PageCursor.Read(Question, Cursor, keys: 2) is [var at, var alert]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(alert, "D", out var id)
            ? new AlertPosition(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
}

/// <param name="Alerts">The last opened first.</param>
/// <param name="Page">How to go on.</param>
public sealed record AlertList(IReadOnlyList<AlertView> Alerts, PageInfo Page);

internal sealed class GetAlertsValidator : AbstractValidator<GetAlerts>
{
    private static readonly string[] States = [GetAlerts.Open, GetAlerts.Closed, GetAlerts.All];

    public GetAlertsValidator()
    {
        RuleFor(query => query.State).Must(state => States.Contains(state)).WithMessage("Expected open, closed or all.");
        RuleFor(query => query.UserId)
            .Must(user => user is null || Guid.TryParseExact(user, "D", out _))
            .WithMessage("Expected a uuid such as 0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91.");
        RuleFor(query => query.From).Must(IsInstant).WithMessage(AlertInstant.Expected);
        RuleFor(query => query.To)
            .Must(IsInstant)
            .WithMessage(AlertInstant.Expected)
            .Must((query, to) => !AlertInstant.TryRead(query.From, out var from) || !AlertInstant.TryRead(to, out var end) || from < end)
            .WithMessage("Expected an instant after from.");
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || query.After is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }

    private static bool IsInstant(string? text) => text is null || AlertInstant.TryRead(text, out _);
}

internal sealed class GetAlertsHandler(IAlertReader reader) : IRequestHandler<GetAlerts, Result<AlertList>>
{
    public async Task<Result<AlertList>> Handle(GetAlerts query, CancellationToken cancellationToken)
    {
        var question = new AlertsQuestion(
            query.State switch
            {
                GetAlerts.Open => true,
                GetAlerts.Closed => false,
                _ => null,
            },
            query.UserId is null ? null : Guid.ParseExact(query.UserId, "D"),
            AlertInstant.TryRead(query.From, out var from) ? from : null,
            AlertInstant.TryRead(query.To, out var to) ? to : null,
            query.After,
            query.Limit + 1
        );
        var rows = await reader.ReadAsync(question, cancellationToken);
        var shown = rows.Take(query.Limit).ToList();
        return new AlertList(shown, new PageInfo(query.Limit, rows.Count > query.Limit ? CursorAfter(query, shown[^1]) : null));
    }

    private static string CursorAfter(GetAlerts query, AlertView last) =>
        PageCursor.Write(query.Question, last.OpenedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString());
}

namespace TicketPlatform.Application.Notifications;

/// <summary>The messages that were told, newest first, with what became of them.</summary>
/// <param name="State">pending, delivered or dead: only messages with such a delivery; all for every message.</param>
/// <param name="Kind">Only this kind; null for all.</param>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record GetNotifications(string State, string? Kind, int Limit, string? Cursor) : IRequest<Result<NotificationList>>
{
    /// <summary>The state that stands for every message.</summary>
    public const string All = "all";

    internal string Question => $"notifications|{State}|{Kind}";

    /// <summary>The last message of the page before; null without a cursor of this question.</summary>
    internal Guid? Before =>
        Cursor is not null && PageCursor.Read(Question, Cursor, keys: 1) is [var last] && Guid.TryParseExact(last, "D", out var id)
            ? id
            : null;

    internal DeliveryState? Wanted => Enum.TryParse<DeliveryState>(State, ignoreCase: true, out var state) ? state : null;
}

/// <param name="Notifications">The newest first.</param>
/// <param name="Page">How to go on.</param>
public sealed record NotificationList(IReadOnlyList<NotificationView> Notifications, PageInfo Page);

internal sealed class GetNotificationsValidator : AbstractValidator<GetNotifications>
{
    private static readonly string[] States = ["pending", "delivered", "dead", GetNotifications.All];

    public GetNotificationsValidator()
    {
        RuleFor(query => query.State).Must(States.Contains).WithMessage($"Expected one of {string.Join(", ", States)}.");
        RuleFor(query => query.Kind)
            .MaximumLength(100)
            .Must(kind => kind?.Contains('\0') is not true)
            .WithMessage("Expected at most 100 characters, none of them NUL.");
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || query.Before is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class GetNotificationsHandler(INotificationArchive archive) : IRequestHandler<GetNotifications, Result<NotificationList>>
{
    public async Task<Result<NotificationList>> Handle(GetNotifications query, CancellationToken cancellationToken)
    {
        var rows = await archive.ReadAsync(query.Wanted, query.Kind, query.Before, query.Limit + 1, cancellationToken);
        var shown = rows.Take(query.Limit).ToList();
        var next = rows.Count > query.Limit ? PageCursor.Write(query.Question, shown[^1].Id.ToString()) : null;
        return new NotificationList(shown, new PageInfo(query.Limit, next));
    }
}

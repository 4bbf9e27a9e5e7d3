using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;

namespace TicketPlatform.Application.Users;

/// <summary>The platform users, oldest first.</summary>
/// <param name="Email">Only the user with this address, whatever its case; null for all.</param>
/// <param name="Limit">1 to 100 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record GetUsers(string? Email, int Limit, string? Cursor) : IRequest<Result<UserList>>
{
    internal string Question => $"users|{Email?.Trim().ToLowerInvariant()}";

    /// <summary>The last user of the page before; null without a cursor of this question.</summary>
    internal (DateTimeOffset CreatedAt, Guid Id)? After =>
        Cursor is not null
        && PageCursor.Read(Question, Cursor, keys: 2) is [var at, var user]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(user, "D", out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
}

/// <param name="Users">In the order of their creation.</param>
/// <param name="Page">How to go on.</param>
public sealed record UserList(IReadOnlyList<UserView> Users, PageInfo Page);

internal sealed class GetUsersValidator : AbstractValidator<GetUsers>
{
    public GetUsersValidator()
    {
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("Expected a whole number from 1 to 100.");
        RuleFor(query => query.Email).MaximumLength(255).WithMessage("Expected at most 255 characters.");
        RuleFor(query => query.Cursor)
            .Must((query, cursor) => cursor is null || query.After is not null)
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class GetUsersHandler(ITicketPlatformDb db) : IRequestHandler<GetUsers, Result<UserList>>
{
    public async Task<Result<UserList>> Handle(GetUsers query, CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking();
        if (query.Email?.Trim().ToLowerInvariant() is { Length: > 0 } email)
            users = users.Where(user => user.Email.ToLower() == email);
        if (query.After is var (createdAt, id))
            users = users.Where(user => user.CreatedAt > createdAt || (user.CreatedAt == createdAt && user.Id > id));

        var rows = await users
            .OrderBy(user => user.CreatedAt)
            .ThenBy(user => user.Id)
            .Select(UserView.Of)
            .Take(query.Limit + 1)
            .ToListAsync(cancellationToken);
        var shown = rows.Take(query.Limit).ToList();
        var next = rows.Count > query.Limit ? CursorAfter(query, shown[^1]) : null;
        return new UserList(shown, new PageInfo(query.Limit, next));
    }

    private static string CursorAfter(GetUsers query, UserView last) =>
        PageCursor.Write(query.Question, last.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString());
}

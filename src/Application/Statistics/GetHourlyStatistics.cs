using System.Text.Json;

namespace TicketPlatform.Application.Statistics;

/// <summary>The figures of successive hours, oldest first.</summary>
/// <param name="From">The first hour, inclusive; null for the first there is.</param>
/// <param name="To">The end, exclusive; null for none.</param>
/// <param name="Limit">1 to 1,000 per page.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
public sealed record GetHourlyStatistics(string? From, string? To, int Limit, string? Cursor) : IRequest<Result<HourlyStatistics>>
{
    /// <summary>The most hours per page.</summary>
    public const int MostHours = 1_000;

    internal string Question => $"hourly|{From}|{To}";
}

/// <param name="Hours">Those that are not published yet included, without figures.</param>
/// <param name="Page">How to go on.</param>
public sealed record HourlyStatistics(IReadOnlyList<HourStatistics> Hours, PageInfo Page);

/// <param name="Hour">When it begins (UTC).</param>
/// <param name="Version">From 1; a higher one exists where something was learned late.</param>
/// <param name="State">open, final or restated.</param>
/// <param name="Figures">Null while it is open.</param>
/// <param name="Reason">Why it waits, or why a newer version is being made.</param>
public sealed record HourStatistics(DateTimeOffset Hour, int Version, string State, JsonElement? Figures, string? Reason)
{
    internal static HourStatistics Of(StoredHour stored) =>
        new(stored.Hour, stored.Version, stored.State, Parsed(stored.Figures), stored.Reason);

    /// <summary>The stored text as it stands.</summary>
    internal static JsonElement? Parsed(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

internal sealed class GetHourlyStatisticsValidator : AbstractValidator<GetHourlyStatistics>
{
    public GetHourlyStatisticsValidator()
    {
        RuleFor(query => query.From).Must(HourText.IsHourOrNothing).WithMessage(HourText.Expected);
        RuleFor(query => query.To)
            .Must(HourText.IsHourOrNothing)
            .WithMessage(HourText.Expected)
            .Must((query, to) => HourText.Read(to) is not { } end || HourText.Read(query.From) is not { } from || end >= from)
            .WithMessage("Expected an hour that is not before from.");
        RuleFor(query => query.Limit)
            .InclusiveBetween(1, GetHourlyStatistics.MostHours)
            .WithMessage($"Expected a whole number from 1 to {GetHourlyStatistics.MostHours}.");
        RuleFor(query => query.Cursor)
            .Must(
                (query, cursor) =>
                    cursor is null || (PageCursor.Read(query.Question, cursor, keys: 1) is [var last] && HourText.Read(last) is not null)
            )
            .WithMessage(PageInfo.UnusableCursor);
    }
}

internal sealed class GetHourlyStatisticsHandler(IStatisticsReader reader) : IRequestHandler<GetHourlyStatistics, Result<HourlyStatistics>>
{
    public async Task<Result<HourlyStatistics>> Handle(GetHourlyStatistics query, CancellationToken cancellationToken)
    {
        var from = HourText.Read(query.From) ?? DateTimeOffset.UnixEpoch;
        if (query.Cursor is not null && PageCursor.Read(query.Question, query.Cursor, keys: 1) is [var last])
            from = HourText.Read(last)!.Value.AddHours(1);
        var to = HourText.Read(query.To) ?? DateTimeOffset.MaxValue;
        var hours = await reader.HoursAsync(from, to, query.Limit + 1, cancellationToken);
        var shown = hours.Take(query.Limit).Select(HourStatistics.Of).ToList();
        var next = hours.Count > query.Limit ? PageCursor.Write(query.Question, HourText.Write(shown[^1].Hour)) : null;
        return new HourlyStatistics(shown, new PageInfo(query.Limit, next));
    }
}

using System.Text.Json;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>One hour: its published version, another version, or the same figures as they look from a later instant.</summary>
/// <param name="Hour">When it begins.</param>
/// <param name="Version">Which version; null for the published one.</param>
/// <param name="AsOf">A later hour; what happened before it is taken into account too.</param>
public sealed record GetStatisticsHour(string Hour, int? Version, string? AsOf) : IRequest<Result<StatisticsHour>>;

/// <param name="Hour">When it begins (UTC).</param>
/// <param name="Version">Null for figures as of another instant: they are computed, not published.</param>
/// <param name="State">open, final, restated or computed.</param>
/// <param name="AsOf">The instant of evaluation (UTC): the end of the hour, or the one asked for.</param>
/// <param name="Figures">Null while it is open.</param>
/// <param name="Reason">Why it waits, or why a newer version is being made.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="Difference">From the version before: every figure that changed, with both values.</param>
public sealed record StatisticsHour(
    DateTimeOffset Hour,
    int? Version,
    string State,
    DateTimeOffset AsOf,
    JsonElement? Figures,
    string? Reason,
    DateTimeOffset? PublishedAt,
    JsonElement? Difference
);

internal sealed class GetStatisticsHourValidator : AbstractValidator<GetStatisticsHour>
{
    public GetStatisticsHourValidator()
    {
        RuleFor(query => query.Hour).Must(hour => HourText.Read(hour) is not null).WithMessage(HourText.Expected);
        RuleFor(query => query.Version).GreaterThan(0).WithMessage("Expected a whole number above 0.");
        RuleFor(query => query.AsOf)
            .Must(HourText.IsHourOrNothing)
            .WithMessage(HourText.Expected)
            .Must((query, asOf) => HourText.Read(asOf) is not { } later || HourText.Read(query.Hour) is not { } hour || later > hour)
            .WithMessage("Expected an instant that is not before the end of the hour.");
        RuleFor(query => query.Version)
            .Null()
            .When(query => query.AsOf is not null)
            .WithMessage("Expected either a version or asOf, not both.");
    }
}

internal sealed class GetStatisticsHourHandler(IStatisticsReader reader, IStatisticsSource source)
    : IRequestHandler<GetStatisticsHour, Result<StatisticsHour>>
{
    public async Task<Result<StatisticsHour>> Handle(GetStatisticsHour query, CancellationToken cancellationToken)
    {
        var hour = HourText.Read(query.Hour)!.Value;
        if (await reader.HourAsync(hour, query.Version, cancellationToken) is not { } stored)
            return StatisticsFailures.HourNotFound(query.Hour);
        if (HourText.Read(query.AsOf) is { } asOf)
            return await ComputeAsync(stored, asOf, query, cancellationToken);
        return new StatisticsHour(
            hour,
            stored.Version,
            stored.State,
            hour.AddHours(1),
            HourStatistics.Parsed(stored.Figures),
            stored.Reason,
            stored.PublishedAt,
            HourStatistics.Parsed(stored.Difference)
        );
    }

    private async Task<Result<StatisticsHour>> ComputeAsync(
        StoredHour stored,
        DateTimeOffset asOf,
        GetStatisticsHour query,
        CancellationToken cancellationToken
    )
    {
        await using var snapshot = await source.OpenAsync(cancellationToken);
        // The hour before the instant is published only when everything up to the instant is known.
        if (await snapshot.ProvenVersionAsync(asOf.AddHours(-1), cancellationToken) is null)
            return StatisticsFailures.NotProven(query.AsOf!);
        var end = stored.Hour.AddHours(1);
        var staff = await snapshot.StaffAsync(cancellationToken);
        var lives = await snapshot.LivesAsync(await snapshot.TouchedAsync(stored.Hour, end, cancellationToken), asOf, cancellationToken);
        var backlogs = await snapshot.BacklogsAsync([end], cancellationToken);
        var figures = HourFigures.Of(stored.Hour, lives.Select(life => life.Before(asOf, staff)), backlogs[end]);
        var json = JsonSerializer.SerializeToElement(figures, StatisticsJson.Default.HourFigures);
        return new StatisticsHour(stored.Hour, null, "computed", asOf, json, null, null, null);
    }
}

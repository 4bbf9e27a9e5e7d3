using System.Text.Json;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Application.Statistics;

/// <summary>What shows that an hour rests on everything that happened.</summary>
/// <param name="Hour">When it begins.</param>
/// <param name="Version">Which version; null for the published one.</param>
public sealed record GetHourCertificate(string Hour, int? Version) : IRequest<Result<CertifiedHour>>;

/// <param name="Hour">When it begins (UTC).</param>
/// <param name="Version">Of the hour.</param>
/// <param name="State">final or restated.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="Certificate">As it was stored with the figures.</param>
/// <param name="Discrepancies">Where Zendesk's own figures differ, each with its cause; the first hundred.</param>
public sealed record CertifiedHour(
    DateTimeOffset Hour,
    int Version,
    string State,
    DateTimeOffset PublishedAt,
    JsonElement Certificate,
    IReadOnlyList<Discrepancy> Discrepancies
);

internal sealed class GetHourCertificateValidator : AbstractValidator<GetHourCertificate>
{
    public GetHourCertificateValidator()
    {
        RuleFor(query => query.Hour).Must(hour => HourText.Read(hour) is not null).WithMessage(HourText.Expected);
        RuleFor(query => query.Version).GreaterThan(0).WithMessage("Expected a whole number above 0.");
    }
}

internal sealed class GetHourCertificateHandler(IStatisticsReader reader) : IRequestHandler<GetHourCertificate, Result<CertifiedHour>>
{
    private const int MostDiscrepancies = 100;

    public async Task<Result<CertifiedHour>> Handle(GetHourCertificate query, CancellationToken cancellationToken)
    {
        var hour = HourText.Read(query.Hour)!.Value;
        if (await reader.HourAsync(hour, query.Version, cancellationToken) is not { } stored)
            return StatisticsFailures.HourNotFound(query.Hour);
        if (stored.Certificate is null)
            return StatisticsFailures.NotPublished(stored);
        return new CertifiedHour(
            hour,
            stored.Version,
            stored.State,
            stored.PublishedAt!.Value,
            HourStatistics.Parsed(stored.Certificate)!.Value,
            await reader.DiscrepanciesAsync(hour, stored.Version, MostDiscrepancies, cancellationToken)
        );
    }
}

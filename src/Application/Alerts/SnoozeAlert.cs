using System.Globalization;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>Has an alert told again at an instant, and not before. Doing it again moves the instant.</summary>
/// <param name="Alert">Which.</param>
/// <param name="By">Who wants it.</param>
/// <param name="Until">An instant such as 2026-11-27T15:00:00Z; or else <paramref name="Minutes"/>.</param>
/// <param name="Minutes">From now on.</param>
public sealed record SnoozeAlert(Guid Alert, string By, string? Until, int? Minutes) : IRequest<Result<AlertView>>
{
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    internal DateTimeOffset? Instant(DateTimeOffset now) =>
        Minutes is { } minutes ? now.AddMinutes(minutes)
        : AlertInstant.TryRead(Until, out var until) ? until
        : null;
}

internal sealed class SnoozeAlertValidator : AbstractValidator<SnoozeAlert>
{
    private static readonly int MostMinutes = (int)SnoozeAlert.Longest.TotalMinutes;

    public SnoozeAlertValidator(TimeProvider time)
    {
        RuleFor(command => command.Until)
            .Must((command, until) => until is null != command.Minutes is null)
            .WithMessage("Expected either until or minutes.")
            .Must(until => until is null || AlertInstant.TryRead(until, out _))
            .WithMessage(AlertInstant.Expected)
            .Must(until => !AlertInstant.TryRead(until, out var instant) || IsAhead(instant, time.GetUtcNow()))
            .WithMessage("Expected an instant in the next 30 days.");
        RuleFor(command => command.Minutes)
            .Must(minutes => minutes is null || (minutes >= 1 && minutes <= MostMinutes))
            .WithMessage($"Expected a whole number from 1 to {MostMinutes.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static bool IsAhead(DateTimeOffset instant, DateTimeOffset now) => instant > now && instant <= now + SnoozeAlert.Longest;
}

internal sealed class SnoozeAlertHandler(AlertChange change, AlertRules rules) : IRequestHandler<SnoozeAlert, Result<AlertView>>
{
    public Task<Result<AlertView>> Handle(SnoozeAlert command, CancellationToken cancellationToken) =>
        change.MakeAsync(
            command.Alert,
            (alert, now) => alert.Snooze(command.By, command.Instant(now)!.Value, rules, now),
            cancellationToken
        );
}

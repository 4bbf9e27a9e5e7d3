using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Application.Alerts;

/// <summary>Somebody takes care of an alert: it is not told again. A second acknowledgement is a conflict.</summary>
/// <param name="Alert">Which.</param>
/// <param name="By">Who.</param>
/// <param name="Note">What they write about it; null for nothing.</param>
public sealed record AcknowledgeAlert(Guid Alert, string By, string? Note) : IRequest<Result<AlertView>>;

internal sealed class AcknowledgeAlertValidator : AbstractValidator<AcknowledgeAlert>
{
    public AcknowledgeAlertValidator() =>
        RuleFor(command => command.Note)
            .MaximumLength(2_000)
            .WithMessage("Expected at most 2000 characters.")
            .Must(note => note?.Contains('\0', StringComparison.Ordinal) is not true)
            .WithMessage("Expected text without the character U+0000.");
}

internal sealed class AcknowledgeAlertHandler(AlertChange change, AlertRules rules) : IRequestHandler<AcknowledgeAlert, Result<AlertView>>
{
    public Task<Result<AlertView>> Handle(AcknowledgeAlert command, CancellationToken cancellationToken)
    {
        var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
        return change.MakeAsync(command.Alert, (alert, now) => alert.Acknowledge(command.By, note, rules, now), cancellationToken);
    }
}

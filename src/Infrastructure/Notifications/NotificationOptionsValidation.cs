using Microsoft.Extensions.Options;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>Refuses to start with a target that cannot work; each message is one line that names the setting to change.</summary>
internal sealed class NotificationOptionsValidation : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        var found = options.Targets.SelectMany((target, index) => Failures(target, $"Notifications__Targets__{index}")).ToList();
        found.AddRange(
            from same in options.Targets.GroupBy(target => target.Name)
            where same.Key is not null && same.Count() > 1
            select $"Notifications__Targets names two targets {same.Key}; give each a Name of its own."
        );
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static IEnumerable<string> Failures(NotificationTargetOptions target, string setting)
    {
        IEnumerable<string?> own = target.Channel switch
        {
            Channels.Webhook => [UrlFailure(target, setting), .. SecretFailures(target, setting)],
            Channels.Slack => [UrlFailure(target, setting)],
            Channels.Email => EmailValidation.Failures(target, setting),
            _ => [$"{setting}__Channel must be {string.Join(" or ", Channels.All)}."],
        };
        return own.Concat(RouteFailures(target, setting))
            .Prepend(string.IsNullOrWhiteSpace(target.Name) ? $"Set {setting}__Name." : null)
            .OfType<string>();
    }

    private static IEnumerable<string?> RouteFailures(NotificationTargetOptions target, string setting) =>
        target
            .Kinds.Select(
                (kind, index) =>
                    NotificationRoute.IsPattern(kind ?? "")
                        ? null
                        : $"{setting}__Kinds__{index} must be a kind such as alert.opened, a family such as alert.*, or *."
            )
            .Append(
                SeverityName.All.Contains(target.LeastSeverity)
                    ? null
                    : $"{setting}__LeastSeverity must be {string.Join(" or ", SeverityName.All)}."
            );

    private static string? UrlFailure(NotificationTargetOptions target, string setting) =>
        target.Url switch
        {
            { IsAbsoluteUri: true, Scheme: "https" } or { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true } => null,
            _ => $"{setting}__Url must be an https address; http is for loopback only.",
        };

    private static IEnumerable<string?> SecretFailures(NotificationTargetOptions target, string setting) =>
        target.Secrets.Count == 0
            ? [$"Set {setting}__Secrets__0 to whsec_ and 24 to 64 random bytes in base64."]
            : target.Secrets.Select(
                (secret, index) =>
                    WebhookSignature.KeyIn(secret ?? "") is null
                        ? $"{setting}__Secrets__{index} must be whsec_ and 24 to 64 random bytes in base64."
                        : null
            );
}

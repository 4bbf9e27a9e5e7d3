using Microsoft.Extensions.Options;

namespace TicketPlatform.Infrastructure.Alerts;

/// <summary>Refuses to start with limits that contradict each other; each message is one line that names the setting to change.</summary>
internal sealed class AlertOptionsValidation : IValidateOptions<AlertOptions>
{
    private const int MostTickets = 100_000;
    private static readonly TimeSpan LongestDwell = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestReminder = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        string?[] found =
        [
            options.Limit is < 0 or > MostTickets ? $"Alerts__Limit is {options.Limit}; it must be from 0 to {MostTickets}." : null,
            options.EscalationLimit <= options.Limit || options.EscalationLimit > MostTickets
                ? $"Alerts__EscalationLimit is {options.EscalationLimit}; it must be above Alerts__Limit, {options.Limit}, and at most {MostTickets}."
                : null,
            options.Dwell < TimeSpan.Zero || options.Dwell > LongestDwell
                ? $"Alerts__Dwell is {options.Dwell}; it must be from 0 to 1 day, such as 00:02:00."
                : null,
            options.RemindAfter != TimeSpan.Zero && (options.RemindAfter < ShortestReminder || options.RemindAfter > LongestReminder)
                ? $"Alerts__RemindAfter is {options.RemindAfter}; it must be 0 for never, or from 1 minute to 30 days, such as 04:00:00."
                : null,
        ];
        var failures = found.OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

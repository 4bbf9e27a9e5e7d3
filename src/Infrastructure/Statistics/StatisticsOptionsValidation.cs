using Microsoft.Extensions.Options;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Refuses to start with a hold that is none; the message is one line that names the setting to change.</summary>
internal sealed class StatisticsOptionsValidation : IValidateOptions<StatisticsOptions>
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, StatisticsOptions options) =>
        options.Hold < TimeSpan.Zero || options.Hold > LongestHold || options.Hold.Ticks % TimeSpan.TicksPerSecond != 0
            ? ValidateOptionsResult.Fail(
                $"Statistics__Hold is {options.Hold}; it must be whole seconds from 0 to 30 days, such as 1.00:00:00."
            )
            : ValidateOptionsResult.Success;
}

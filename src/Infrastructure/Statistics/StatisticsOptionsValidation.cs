using Microsoft.Extensions.Options;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Refuses to start with a hold that is none; the message is one line that names the setting to change.</summary>
internal sealed class StatisticsOptionsValidation : IValidateOptions<StatisticsOptions>
{
    private const int LongestHold = 30 * 24;

    public ValidateOptionsResult Validate(string? name, StatisticsOptions options) =>
        options.HoldHours is < 0 or > LongestHold
            ? ValidateOptionsResult.Fail($"Statistics__HoldHours is {options.HoldHours}; it must be from 0 to {LongestHold}.")
            : ValidateOptionsResult.Success;
}

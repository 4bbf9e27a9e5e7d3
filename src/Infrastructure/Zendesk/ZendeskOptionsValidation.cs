using Microsoft.Extensions.Options;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>Refuses to start without usable settings; each message is one line that names the setting to change.</summary>
internal sealed class ZendeskOptionsValidation : IValidateOptions<ZendeskOptions>
{
    public ValidateOptionsResult Validate(string? name, ZendeskOptions options)
    {
        string?[] failures =
        [
            BaseAddressFailure(options.BaseAddress),
            HasCredentials(options)
                ? null
                : "Set Zendesk__Email and Zendesk__ApiToken, or Zendesk__OAuth__ClientId and Zendesk__OAuth__ClientSecret.",
            LimitFailure("Zendesk__AccountRequestsPerMinute", options.AccountRequestsPerMinute),
            LimitFailure("Zendesk__ExportRequestsPerMinute", options.ExportRequestsPerMinute),
            LimitFailure("Zendesk__UserExportRequestsPerMinute", options.UserExportRequestsPerMinute),
            LimitFailure("Zendesk__WebhookInboxLimit", options.WebhookInboxLimit),
        ];
        var found = failures.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? BaseAddressFailure(Uri? address) =>
        address switch
        {
            null => "Set Zendesk__BaseAddress, for example https://acme.zendesk.com.",
            { IsAbsoluteUri: true, Scheme: "https" } => null,
            { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true } => null,
            _ => "Zendesk__BaseAddress must be an https address; http is for loopback only.",
        };

    private static bool HasCredentials(ZendeskOptions options) =>
        options.OAuth.IsComplete || (!string.IsNullOrWhiteSpace(options.Email) && !string.IsNullOrWhiteSpace(options.ApiToken));

    private static string? LimitFailure(string setting, int value) => value > 0 ? null : $"{setting} must be above 0.";
}

using System.Security.Cryptography;
using MimeKit;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>What e-mail needs.</summary>
internal static class EmailValidation
{
    private static readonly string[] Securities = ["starttls", "tls", "none"];

    public static IEnumerable<string?> Failures(NotificationTargetOptions target, string setting)
    {
        var smtp = target.Smtp;
        return
        [
            string.IsNullOrWhiteSpace(smtp.Host) ? $"Set {setting}__Smtp__Host, for example smtp.acme.test." : null,
            smtp.Port is > 0 and <= 65535 ? null : $"{setting}__Smtp__Port must be from 1 to 65535.",
            SecurityFailure(smtp, setting),
            string.IsNullOrEmpty(smtp.User) == string.IsNullOrEmpty(smtp.Password)
                ? null
                : $"Set both {setting}__Smtp__User and {setting}__Smtp__Password, or neither.",
            TrustFailure(smtp, setting),
            IsMailbox(target.From) ? null : $"Set {setting}__From to the address that writes, for example platform@acme.test.",
            target.To.Count > 0 ? null : $"Set {setting}__To__0 to the address that is written to.",
            .. target.To.Select((to, index) => IsMailbox(to) ? null : $"{setting}__To__{index} must be an e-mail address."),
        ];
    }

    private static string? SecurityFailure(SmtpOptions smtp, string setting)
    {
        if (!Securities.Contains(smtp.Security))
            return $"{setting}__Smtp__Security must be {string.Join(" or ", Securities)}.";
        var isLoopback = smtp.Host is "localhost" or "127.0.0.1" or "::1";
        return smtp.Security == "none" && !isLoopback ? $"{setting}__Smtp__Security may be none for a loopback address only." : null;
    }

    private static string? TrustFailure(SmtpOptions smtp, string setting)
    {
        var unreadable = $"{setting}__Smtp__TrustedCertificates must be a file with certificates in PEM.";
        try
        {
            return smtp.TrustedCertificates is not { } file || ServerTrust.Read(file).Count > 0 ? null : unreadable;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return unreadable;
        }
    }

    private static bool IsMailbox(string? address) => MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address.Contains('@');
}

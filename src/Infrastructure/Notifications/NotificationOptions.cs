namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>Whom messages are sent to, and how.</summary>
internal sealed class NotificationOptions
{
    public IReadOnlyList<NotificationTargetOptions> Targets { get; init; } = [];
}

/// <summary>One receiver of messages.</summary>
internal sealed class NotificationTargetOptions
{
    /// <summary>Under which its deliveries are kept; keep it when the address changes.</summary>
    public string? Name { get; init; }

    /// <summary><c>webhook</c>, <c>slack</c> or <c>email</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The kinds it is sent, such as <c>alert.*</c>; all where none is named.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary><c>info</c>, <c>warning</c> or <c>critical</c>: nothing below is sent.</summary>
    public string LeastSeverity { get; init; } = "info";

    /// <summary>Of a webhook, or of a Slack app's incoming webhook; plain http only for a loopback address.</summary>
    public Uri? Url { get; init; }

    /// <summary>What a webhook is signed with, <c>whsec_</c> and base64; several while one is being replaced.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The mail server, for e-mail.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>Who writes an e-mail.</summary>
    public string? From { get; init; }

    /// <summary>The mailboxes of an e-mail; if one is refused, none gets it.</summary>
    public IReadOnlyList<string> To { get; init; } = [];
}

/// <summary>A mail server that takes e-mail for submission.</summary>
internal sealed class SmtpOptions
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary><c>starttls</c>, <c>tls</c> from the first byte (port 465), or <c>none</c> for a loopback address.</summary>
    public string Security { get; init; } = "starttls";

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>A PEM file with the authority that has signed the server's certificate, where the machine does not know it.</summary>
    public string? TrustedCertificates { get; init; }
}

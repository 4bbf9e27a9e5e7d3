using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>E-mail through a submission server, in a connection of its own per message.</summary>
internal sealed class EmailChannel(NotificationTargetOptions target) : INotificationChannel
{
    private readonly ServerTrust _trust = new(target.Smtp.TrustedCertificates);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return new SendOutcome(Delivered: true, await SubmitAsync(message, cancellationToken));
        }
        catch (Exception trouble) when (!cancellationToken.IsCancellationRequested && Explain(trouble) is { } refused)
        {
            return refused;
        }
        catch (Exception trouble) when (cancellationToken.IsCancellationRequested && trouble is not OperationCanceledException)
        {
            throw new OperationCanceledException("The mail was not sent in time.", trouble, cancellationToken);
        }
    }

    private async Task<string> SubmitAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var smtp = target.Smtp;
        using var mail = EmailMessage.Of(message, target);
        using var client = new SmtpClient
        {
            ServerCertificateValidationCallback = _trust.Accepts,
            CheckCertificateRevocation = false, // It would ask a third party before every message.
            LocalDomain = "ticketplatform",
        };
        await client.ConnectAsync(smtp.Host!, smtp.Port, Security(smtp.Security), cancellationToken);
        if (smtp.User is { Length: > 0 } user)
            await client.AuthenticateAsync(user, smtp.Password!, cancellationToken);
        var answer = await client.SendAsync(mail, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken); // It is delivered: trouble with the farewell is not told.
        return answer;
    }

    private static SecureSocketOptions Security(string setting) =>
        setting switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls, // Refuses a server that does not offer it, instead of going on in the open.
        };

    private static SendOutcome? Explain(Exception trouble) =>
        trouble switch
        {
            SmtpCommandException refusal => Failed($"SMTP {(int)refusal.StatusCode}", refusal.Message),
            ServiceNotAuthenticatedException => Failed("The server asks for credentials: set Smtp__User and Smtp__Password."),
            SmtpProtocolException or ServiceNotConnectedException => Failed("The server ended the connection, or does not speak SMTP."),
            SslHandshakeException or System.Security.Authentication.AuthenticationException => Failed(
                "TLS failed: the server's certificate is not trusted, or it speaks no TLS."
            ),
            MailKit.Security.AuthenticationException refusal => Failed("The server refused the credentials", refusal.Message),
            NotSupportedException => Failed("The server does not offer STARTTLS, or no way of authentication that is known here."),
            SocketException failure => Failed($"The connection failed: {failure.SocketErrorCode}."),
            IOException or OperationCanceledException => Failed("The connection was lost."),
            _ => null,
        };

    private static SendOutcome Failed(string answer, string? words = null) => new(Delivered: false, answer, Words: words);
}

using MimeKit;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class SubmittingMail
{
    private const string Ended = "The server ended the connection, or does not speak SMTP.";

    private static readonly (string At, string Answer, string Error)[] Refusals =
    [
        ("CONNECT", "421 4.3.2 Too busy", "SMTP 421: 4.3.2 Too busy"),
        ("CONNECT", MailServer.HangUp, Ended),
        ("RCPT", "451 4.7.1 Greylisted, come back later", "SMTP 451: 4.7.1 Greylisted, come back later"),
        ("MAIL", "530 5.7.0 Authentication required", "The server asks for credentials: set Smtp__User and Smtp__Password."),
        ("RCPT", "550 5.1.1 <ops@acme.test> is nobody", "SMTP 550: 5.1.1 <ops@acme.test> is nobody"),
        ("DATA", MailServer.HangUp, Ended),
        ("CONTENT", "452 4.3.1 Disk full", "SMTP 452: 4.3.1 Disk full"),
        ("CONTENT", MailServer.HangUp, Ended),
    ];

    [Fact]
    public async Task A_mail_goes_out_encrypted_and_authenticated_as_text_and_HTML()
    {
        await using var server = new MailServer().Start();
        await using var messenger = await Messenger.StartAsync(Mailbox(server));
        await messenger.TellAsync(
            Messenger.Message("alert.opened:1") with
            {
                Title = "Zoë has\r\n4 tickets",
                Body = "First <b>\n\nSecond",
            }
        );

        await messenger.DeliverAsync();

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("[warning] Zoë has 4 tickets");
        (mail.From.ToString(), mail.To.ToString()).ShouldBe(("platform@acme.test", "ops@acme.test"));
        mail.TextBody.ShouldNotBeNull().ShouldContain("Second");
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("<p>First &lt;b&gt;</p>");
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        server
            .Commands.Where(command => !command.StartsWith('+'))
            .Select(command => command.Split(' ')[0])
            .ShouldBe(["CONNECT", "EHLO", "STARTTLS"]);
        (await messenger.ReceiptsAsync("alert.opened:1")).Single().Receipt.ShouldBe("2.0.0 Ok: queued as 1");
    }

    [Fact]
    public async Task What_a_server_refuses_is_delivered_once_when_it_takes_it()
    {
        await using var server = new MailServer().Start();
        await using var messenger = await Messenger.StartAsync(Mailbox(server));
        foreach (var ((at, answer, error), index) in Refusals.Select((refusal, index) => (refusal, index)))
        {
            server.Disturbance = command => command.StartsWith(at, StringComparison.Ordinal) ? answer : null;
            await messenger.TellAsync($"alert.opened:{index}");

            var problem = (await messenger.DeliverAsync()).Problem;
            var failed = (await messenger.ReceiptsAsync($"alert.opened:{index}")).Single();
            server.Disturbance = _ => null;
            await messenger.SettleAsync(atMost: TimeSpan.FromSeconds(20));

            (failed.State, failed.LastError).ShouldBe(("pending", error));
            problem.ShouldBe($"mailbox: {(error.StartsWith("SMTP ", StringComparison.Ordinal) ? error[.."SMTP 000".Length] : error)}");
            server.Mails.Count.ShouldBe(index + 1);
        }
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_receipt_costs_a_repetition_under_the_same_id()
    {
        await using var server = new MailServer().Start();
        await using var messenger = await Messenger.StartAsync(Mailbox(server));
        server.Disturbance = command => command == "END" ? MailServer.HangUp : null;
        await messenger.TellAsync("alert.opened:1");

        await messenger.DeliverAsync();
        server.Disturbance = _ => null;
        await messenger.SettleAsync(atMost: TimeSpan.FromSeconds(20));

        server.Mails.Count.ShouldBe(2);
        server.Mails.Select(mail => mail.MessageId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_hangs_or_is_away_delays_no_other()
    {
        await using var hanging = new MailServer { Disturbance = command => command == "CONNECT" ? "" : null }.Start();
        await using var server = new MailServer().Start();
        await using var messenger = await Messenger.StartAsync(
            Mailbox(hanging),
            [.. Mailbox(server), ("Name", "other")],
            [.. Mailbox(server), ("Name", "away"), ("Smtp:Port", "9")]
        );
        await messenger.TellAsync("alert.opened:1");

        var slice = messenger.DeliverAsync();
        await hanging.HeardAsync("CONNECT");
        await messenger.UntilAsync("select count(*) = 1 from notification_deliveries where state = 'delivered'");
        await messenger.UntilAsync("select last_error is not null from notification_deliveries where target = 'away'");
        messenger.Time.Advance(TimeSpan.FromSeconds(3));

        (await slice).Problem.ShouldBe("mailbox: No answer within 3 s. away: The connection failed: ConnectionRefused.");
        server.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_password_is_told_to_nobody_who_is_not_trusted_or_does_not_encrypt()
    {
        await using var server = new MailServer().Start();
        await using var open = new MailServer { OffersTls = false }.Start();
        await using var messenger = await Messenger.StartAsync(
            [.. Mailbox(server), ("Smtp:TrustedCertificates", null)],
            [.. Mailbox(open), ("Name", "open")]
        );
        await messenger.TellAsync("alert.opened:1");

        var problem = (await messenger.DeliverAsync()).Problem;

        problem.ShouldBe(
            "mailbox: TLS failed: the server's certificate is not trusted, or it speaks no TLS. "
                + "open: The server does not offer STARTTLS, or no way of authentication that is known here."
        );
        server.Commands.Concat(open.Commands).ShouldNotContain(command => command.Contains("AUTH"));
    }

    [Fact]
    public async Task A_refused_password_is_named_and_not_shown()
    {
        await using var server = new MailServer().Start();
        await using var messenger = await Messenger.StartAsync([.. Mailbox(server), ("Smtp:Password", "wr0ng")]);
        await messenger.TellAsync("alert.opened:1");

        (await messenger.DeliverAsync()).Problem.ShouldBe("mailbox: The server refused the credentials");

        (await messenger.ReceiptsAsync("alert.opened:1"))
            .Single()
            .LastError.ShouldBe("The server refused the credentials: 535: 5.7.8 Bad credentials");
    }

    private static (string, string?)[] Mailbox(MailServer server) =>
        [
            ("Name", "mailbox"),
            ("Channel", "email"),
            ("Smtp:Host", "localhost"),
            ("Smtp:Port", $"{server.Port}"),
            ("Smtp:User", MailServer.User),
            ("Smtp:Password", MailServer.Password),
            ("Smtp:TrustedCertificates", MailCertificate.File),
            ("From", "platform@acme.test"),
            ("To:0", "ops@acme.test"),
        ];
}

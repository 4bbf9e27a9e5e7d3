using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using MimeKit;

namespace TicketPlatform.Integration.Tests.Notifications;

/// <summary>
/// A real SMTP server on loopback: STARTTLS with a certificate of its own making, AUTH, and whatever trouble a test asks for.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "platform";
    public const string Password = "pa55word of the mailbox";
    public const string HangUp = "hang up";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<MimeMessage> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly Channel<string> _arrivals = Channel.CreateUnbounded<string>();
    private Task _serving = Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool OffersTls { get; init; } = true;

    /// <summary>
    /// Given a command (also <c>CONNECT</c>, and <c>END</c> once the mail is in the queue), what to answer instead of the usual; null for the usual.
    /// </summary>
    public Func<string, string?> Disturbance { get; set; } = _ => null;

    public IReadOnlyList<MimeMessage> Mails => [.. _mails];

    /// <summary>All that was said to it, those after STARTTLS with a plus.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    public MailServer Start()
    {
        _listener.Start();
        _serving = ServeAsync();
        return this;
    }

    /// <summary>Waits until it is told a command of this name.</summary>
    public async Task HeardAsync(string command)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await _arrivals.Reader.ReadAsync(limit.Token)).StartsWith(command, StringComparison.Ordinal)) { }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
                sessions.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new Session(this, client.GetStream()).RunAsync();
            }
            catch (Exception gone)
                when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException) { }
        }
    }

    private sealed class Session(MailServer server, Stream stream)
    {
        private Stream _stream = stream;
        private bool _isSecure;

        private CancellationToken Stopping => server._stopping.Token;

        public async Task RunAsync()
        {
            if (!await AnswerAsync("CONNECT", "220 mail.test ESMTP"))
                return;
            while (await LineAsync() is { } line)
                if (!await HandleAsync(line))
                    return;
        }

        private async Task<bool> HandleAsync(string line)
        {
            var command = line.Split(' ')[0].ToUpperInvariant();
            switch (command)
            {
                case "EHLO":
                    return await AnswerAsync(line, Greeting());
                case "STARTTLS":
                    return await SecureAsync(line);
                case "AUTH":
                    return await AnswerAsync(line, MayEnter(line) ? "235 2.7.0 Welcome" : "535 5.7.8 Bad credentials");
                case "DATA":
                    return await TakeAsync(line);
                case "QUIT":
                    await AnswerAsync(line, "221 2.0.0 Bye");
                    return false;
                default:
                    return await AnswerAsync(line, "250 2.1.0 Ok");
            }
        }

        private string Greeting()
        {
            var offer = _isSecure ? "AUTH PLAIN" : "STARTTLS";
            return server.OffersTls ? $"250-mail.test\r\n250-{offer}\r\n250 8BITMIME" : "250-mail.test\r\n250-AUTH PLAIN\r\n250 8BITMIME";
        }

        private async Task<bool> SecureAsync(string line)
        {
            if (!await AnswerAsync(line, "220 2.0.0 Go ahead"))
                return false;
            var secured = new SslStream(_stream);
            await secured.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = MailCertificate.Shown },
                Stopping
            );
            (_stream, _isSecure) = (secured, true);
            return true;
        }

        private static bool MayEnter(string line) =>
            Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])) == $"\0{User}\0{Password}";

        private async Task<bool> TakeAsync(string line)
        {
            if (!await AnswerAsync(line, "354 End with a dot"))
                return false;
            var text = new StringBuilder();
            while (await LineAsync(isData: true) is { } part && part != ".")
                text.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
            if (server.Disturbance("CONTENT") is { } refusal)
                return await SendAsync(refusal);
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
            server._mails.Enqueue(await MimeMessage.LoadAsync(bytes, Stopping));
            return await AnswerAsync("END", $"250 2.0.0 Ok: queued as {server._mails.Count}");
        }

        private async Task<bool> AnswerAsync(string command, string usual)
        {
            server._commands.Enqueue(_isSecure ? $"+{command}" : command);
            server._arrivals.Writer.TryWrite(command);
            return await SendAsync(server.Disturbance(command) ?? usual);
        }

        /// <summary>Sends an answer, or hangs up; an empty one is never sent.</summary>
        private async Task<bool> SendAsync(string answer)
        {
            if (answer == HangUp)
                return false;
            if (answer.Length == 0)
                await Task.Delay(Timeout.Infinite, Stopping);
            await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{answer}\r\n"), Stopping);
            return true;
        }

        // Byte by byte: nothing that follows STARTTLS may be read before it is encrypted.
        private async Task<string?> LineAsync(bool isData = false)
        {
            var line = new List<byte>();
            var next = new byte[1];
            while (await _stream.ReadAsync(next, Stopping) == 1)
            {
                if (next[0] == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(next[0]);
            }
            return isData ? throw new EndOfStreamException() : null;
        }
    }
}

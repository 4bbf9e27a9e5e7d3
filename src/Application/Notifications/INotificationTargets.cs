namespace TicketPlatform.Application.Notifications;

/// <summary>The receivers that the settings name.</summary>
public interface INotificationTargets
{
    IReadOnlyList<string> Names { get; }

    /// <summary>Sends a message now. Whatever a target does is an outcome; only a cancelled token ends in an exception.</summary>
    Task<SendOutcome> SendAsync(string target, OutgoingMessage message, CancellationToken cancellationToken);
}

/// <param name="Delivered">Whether the target has taken the message.</param>
/// <param name="Answer">What it answered, or what went wrong; never a secret.</param>
/// <param name="RetryAfter">How long it asks to be left alone.</param>
/// <param name="Words">What it said of it in its own words, which may name a mailbox: kept with the delivery, and out of logs.</param>
public sealed record SendOutcome(bool Delivered, string Answer, TimeSpan? RetryAfter = null, string? Words = null)
{
    /// <summary>The answer with its words.</summary>
    public string FullAnswer => Words is null ? Answer : $"{Answer}: {Words}";
}

using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>
/// How long one request may go on. All of it happens inside a slice of 5 s, which the caller's token bounds;
/// what needs more patience is the next slice's business.
/// </summary>
internal sealed record ZendeskPatience
{
    /// <summary>Per attempt, from sending to the last byte of the answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Attempts after the first.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The first pause; it doubles, with jitter, up to <see cref="LongestDelay"/>.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait named by Zendesk that is still sat out; a longer one ends the request.</summary>
    public TimeSpan LongestAskedWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for our own budget, all waits of one attempt together.</summary>
    public TimeSpan LongestBudgetWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The same where a person waits: better an honest answer now than another attempt.</summary>
    public ZendeskPatience WhileSomebodyWaits =>
        this with
        {
            Retries = 1,
            LongestAskedWait = TimeSpan.FromMilliseconds(200),
            LongestBudgetWait = TimeSpan.FromMilliseconds(300),
        };

    public ZendeskPatience For(RequestLane lane) => lane == RequestLane.ReadThrough ? WhileSomebodyWaits : this;
}

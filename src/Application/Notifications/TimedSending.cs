namespace TicketPlatform.Application.Notifications;

/// <summary>Sends, and gives up waiting after 3 seconds. Whatever happens is an outcome: the next attempt then waits as after any other failure.</summary>
internal sealed class TimedSending(INotificationTargets targets, TimeProvider time)
{
    /// <summary>How long a target may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public async Task<SendOutcome> SendAsync(string target, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await targets.SendAsync(target, message, attempt.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome(Delivered: false, $"No answer within {Limit.TotalSeconds} s.");
        }
        catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
        {
            // Its message may hold an address.
            return new SendOutcome(Delivered: false, $"It could not be sent: {defect.GetType().Name}.");
        }
    }
}

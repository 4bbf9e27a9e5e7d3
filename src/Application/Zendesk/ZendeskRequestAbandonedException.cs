namespace TicketPlatform.Application.Zendesk;

/// <summary>A request to Zendesk for whose answer the caller would not wait any longer.</summary>
public sealed class ZendeskRequestAbandonedException(IReadOnlyList<int> attempts, OperationCanceledException canceled)
    : OperationCanceledException(canceled.Message, canceled, canceled.CancellationToken)
{
    /// <summary>The statuses seen until then, in order; 0 stands for no answer.</summary>
    public IReadOnlyList<int> Attempts { get; } = attempts;
}

namespace TicketPlatform.Application.Webhooks;

/// <summary>The messages that wait to be applied, and the dead letters among them.</summary>
public interface IInboxStore
{
    /// <summary>
    /// Messages that are due, oldest first, locked until the transaction ends; those that another worker has locked are left to it.
    /// </summary>
    Task<IReadOnlyList<InboxMessage>> LockDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>One message, locked until the transaction ends; null where it is settled, or another worker has it.</summary>
    Task<InboxMessage?> LockAsync(string eventId, CancellationToken cancellationToken);

    /// <summary>Notes that messages are applied, or of no interest. Their bodies are not needed any more, and are not kept.</summary>
    Task SettleAsync(IReadOnlyCollection<string> eventIds, bool applied, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Leaves messages alone until an instant, without counting it as a failure.</summary>
    Task PostponeAsync(IReadOnlyCollection<string> eventIds, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Notes that applying a message failed; without an instant at which to try again, it is a dead letter.</summary>
    Task FailAsync(string eventId, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken);

    /// <summary>Notes the newest event heard of, and how many were applied.</summary>
    Task HeardAsync(DateTimeOffset newest, int applied, DateTimeOffset now, CancellationToken cancellationToken);
}

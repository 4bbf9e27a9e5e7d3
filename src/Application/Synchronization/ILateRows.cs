namespace TicketPlatform.Application.Synchronization;

/// <summary>Rows of the export that an overlap pass brought although the cursor had passed them, added up per pass.</summary>
public interface ILateRows
{
    /// <summary>Adds rows to a pass, inside the transaction that stores them.</summary>
    Task AddAsync(Guid run, string stream, int rows, CancellationToken cancellationToken);
}

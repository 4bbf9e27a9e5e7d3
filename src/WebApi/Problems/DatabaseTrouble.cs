using System.Data.Common;

namespace TicketPlatform.WebApi.Problems;

/// <summary>Tells a database that is away for the moment from an error that will not pass.</summary>
internal static class DatabaseTrouble
{
    // SQLSTATE classes: 08 connection, 53 out of resources, 57 stopped by an operator (shutdown, crash, starting up).
    private static readonly string[] PassingClasses = ["08", "53", "57"];

    /// <summary>Whether repeating the request later can help. EF Core and its retries wrap what the driver throws.</summary>
    public static bool Passes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is TimeoutException || (cause is DbException trouble && Passes(trouble)))
                return true;
        return false;
    }

    // Without an SQLSTATE it was not the server that refused, but the connection to it that broke.
    private static bool Passes(DbException trouble) =>
        trouble.IsTransient || trouble.SqlState is not { Length: 5 } state || PassingClasses.Contains(state[..2]);
}

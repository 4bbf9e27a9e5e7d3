using System.Diagnostics;

namespace TicketPlatform.Testing.Trials;

/// <summary>What a killed process leaves behind: the statement before which it died, and all after it, never reach the database.</summary>
public sealed class KilledException() : Exception("Killed between two statements.");

/// <summary>
/// Kills a piece of work before one of its statements, whichever it is: the driver announces every statement, and this refuses to let it
/// go. Transactions that were open roll back, as the database does for a dead client.
/// </summary>
public static class StatementKill
{
    private static readonly AsyncLocal<Countdown?> Present = new();

    static StatementKill() =>
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                    Present.Value is null ? ActivitySamplingResult.None : ActivitySamplingResult.PropagationData,
                ActivityStarted = _ => Present.Value?.Strike(),
            }
        );

    /// <summary>Does some work that is killed before a statement. Answers false where it was, and true where it ended before that.</summary>
    public static async Task<bool> SurvivesAsync(Func<Task> work, int statements)
    {
        var countdown = Present.Value = new Countdown(statements);
        var working = work();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Present.Value = null;
        if (countdown.Struck)
            return false;
        await working;
        return true;
    }

    private sealed class Countdown(int statements)
    {
        private int _left = statements;

        public bool Struck { get; private set; }

        public void Strike()
        {
            if (Interlocked.Decrement(ref _left) >= 0)
                return;
            // A dead process does not come back: everything that it still tries fails as well.
            Struck = true;
            throw new KilledException();
        }
    }
}

using System.Globalization;
using Xunit.Abstractions;

namespace TicketPlatform.Faults.Tests;

/// <summary>The seed of a run: <c>TICKETPLATFORM_SEED=17 ./dev test Killed</c> replays what a failure has printed.</summary>
internal static class RunSeed
{
    /// <summary>The one that is asked for, if any.</summary>
    public static int? Wanted =>
        Environment.GetEnvironmentVariable("TICKETPLATFORM_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : null;

    /// <summary>The one that is asked for, or any; written where the test fails, whatever it fails of.</summary>
    public static int Draw(ITestOutputHelper output)
    {
        var seed = Wanted ?? Random.Shared.Next();
        output.WriteLine($"TICKETPLATFORM_SEED={seed}");
        return seed;
    }
}

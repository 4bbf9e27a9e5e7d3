using System.Globalization;
using System.Runtime.InteropServices;

namespace TicketPlatform.Benchmarks.Report;

/// <summary>What a figure depends on besides the code.</summary>
internal static class MachineFacts
{
    public static string Describe(string postgres) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, PostgreSQL {postgres}"
        );
}

namespace TicketPlatform.Architecture.Tests;

/// <summary>Compares what the code has with what a table says, and names the difference only.</summary>
internal static class Tables
{
    extension(IEnumerable<string> found)
    {
        public void ShouldMatch(IEnumerable<string> table)
        {
            found.Except(table).ShouldBeEmpty("These stand in no table.");
            table.Except(found).ShouldBeEmpty("The table lists what is no longer there.");
        }
    }
}

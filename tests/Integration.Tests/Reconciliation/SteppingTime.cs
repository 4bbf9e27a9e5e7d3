namespace TicketPlatform.Integration.Tests.Reconciliation;

/// <summary>Two seconds pass with every look at the watch, so a slice that lives by it has time for one step.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _seconds += 2;
}

namespace TicketPlatform.Integration.Tests.Reconciliation;

/// <summary>Cuts the slice off that throws them.</summary>
internal sealed class CuttingDice(CancellationTokenSource slice) : Random
{
    public override long NextInt64(long minValue, long maxValue)
    {
        slice.Cancel();
        return minValue;
    }
}

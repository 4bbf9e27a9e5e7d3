namespace TicketPlatform.Application.Streaming;

/// <summary>Where a stream goes on, as callers name it.</summary>
internal static class StreamPosition
{
    extension<T>(IRuleBuilder<T, long?> position)
    {
        public void IsPosition() =>
            position.GreaterThanOrEqualTo(0).OverridePropertyName("lastEventId").WithMessage("Expected the id of an event.");
    }
}

using TicketPlatform.Application.Notifications;

namespace TicketPlatform.Infrastructure.Notifications;

internal static class DeliveryStates
{
    /// <summary>As it is stored.</summary>
    public static string NameOf(DeliveryState state) =>
        state switch
        {
            DeliveryState.Pending => "pending",
            DeliveryState.Delivered => "delivered",
            DeliveryState.Dead => "dead",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unnamed state."),
        };
}

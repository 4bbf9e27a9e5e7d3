using System.Text.Json.Serialization;

namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>Something done to the account. Applied through <see cref="World.Apply"/>, journaled, and replayed after a restart.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(CreateTicket), "create-ticket")]
[JsonDerivedType(typeof(UpdateTicket), "update-ticket")]
[JsonDerivedType(typeof(TouchTicket), "touch-ticket")]
[JsonDerivedType(typeof(DeleteTicket), "delete-ticket")]
[JsonDerivedType(typeof(RestoreTicket), "restore-ticket")]
[JsonDerivedType(typeof(ScrubTicket), "scrub-ticket")]
[JsonDerivedType(typeof(MergeTickets), "merge-tickets")]
[JsonDerivedType(typeof(CreateUser), "create-user")]
[JsonDerivedType(typeof(UpdateUser), "update-user")]
[JsonDerivedType(typeof(DeleteUser), "delete-user")]
[JsonDerivedType(typeof(MergeUsers), "merge-users")]
[JsonDerivedType(typeof(AddIdentity), "add-identity")]
[JsonDerivedType(typeof(ChangeIdentity), "change-identity")]
[JsonDerivedType(typeof(RemoveIdentity), "remove-identity")]
[JsonDerivedType(typeof(MoveClock), "move-clock")]
[JsonDerivedType(typeof(SaveWebhook), "save-webhook")]
[JsonDerivedType(typeof(DeleteWebhook), "delete-webhook")]
public abstract record Change
{
    /// <summary>When it happened, in Unix seconds; null is now.</summary>
    public uint? At { get; init; }

    /// <summary>Who did it; null is the admin of the API token, <see cref="TicketEvent.Automation"/> nobody.</summary>
    public long? ActorId { get; init; }

    internal abstract void Replay(World world);
}

/// <summary>A change with an answer.</summary>
public abstract record Change<T> : Change
{
    internal abstract T Run(World world);

    internal sealed override void Replay(World world) => Run(world);

    internal uint Time => At ?? throw new InvalidOperationException("A change gets its time when it is applied.");
}

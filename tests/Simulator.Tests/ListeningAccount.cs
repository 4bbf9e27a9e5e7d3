namespace TicketPlatform.Simulator.Tests;

/// <summary>A simulator with one webhook for everything, and the endpoint that hears it.</summary>
internal sealed class ListeningAccount : IAsyncDisposable
{
    private ListeningAccount(Zendesk zendesk, WebhookReceiver receiver) => (Zendesk, Receiver) = (zendesk, receiver);

    public Zendesk Zendesk { get; }
    public WebhookReceiver Receiver { get; }
    public World World => Zendesk.World;

    public static async Task<ListeningAccount> StartAsync()
    {
        var receiver = await WebhookReceiver.StartAsync();
        var zendesk = await Zendesk.StartAsync();
        zendesk.Server.RegisterWebhook(receiver.Address);
        return new ListeningAccount(zendesk, receiver);
    }

    /// <summary>The envelopes of one change, in the order in which they happened.</summary>
    public async Task<List<JsonElement>> TellAsync<T>(Change<T> change)
    {
        await TakeAsync();
        World.Apply(change);
        return await TakeAsync();
    }

    /// <summary>What was heard since the last time.</summary>
    public async Task<List<JsonElement>> TakeAsync()
    {
        await Zendesk.Server.WebhooksSettledAsync();
        var told = Receiver.Events;
        Receiver.Forget();
        return told;
    }

    public async ValueTask DisposeAsync()
    {
        await Zendesk.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}

/// <summary>What tests ask envelopes.</summary>
internal static class Envelope
{
    extension(JsonElement told)
    {
        /// <summary>The type without its domain, such as status_changed.</summary>
        public string Type => told.GetProperty("type").GetString()!.Split('.')[1];

        public JsonElement Event => told.GetProperty("event");

        public JsonElement Detail => told.GetProperty("detail");

        /// <summary>The values before and after as JSON.</summary>
        public (string Current, string Previous) Values =>
            (told.Event.GetProperty("current").GetRawText(), told.Event.GetProperty("previous").GetRawText());

        public JsonElement Position => told.Event.GetProperty("meta").GetProperty("sequence").GetProperty("position");

        public string Sequence => told.Event.GetProperty("meta").GetProperty("sequence").GetProperty("id").GetString()!;
    }
}

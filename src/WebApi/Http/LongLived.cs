namespace TicketPlatform.WebApi.Http;

/// <summary>Marks an endpoint whose answers go on for as long as somebody listens: there, taking long means nothing.</summary>
internal sealed class LongLived;

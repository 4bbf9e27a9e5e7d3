namespace TicketPlatform.Architecture.Tests.Specimens.Domain.Common;

public sealed class Anything;

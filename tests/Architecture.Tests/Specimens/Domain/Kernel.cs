namespace TicketPlatform.Architecture.Tests.Specimens.Domain.Kernel;

public sealed class One;

public sealed class Two;

public sealed class Three;

public sealed class Four;

public sealed class Five;

public sealed class Six;

public sealed class Seven;

public sealed class Eight;

public sealed class Nine;

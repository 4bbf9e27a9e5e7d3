namespace TicketPlatform.Integration.Tests.Telemetry;

/// <summary>
/// Meters are heard in the whole process: a host beside this one would say the same lines again, as no two hosts in production do.
/// Such tests run after all others.
/// </summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

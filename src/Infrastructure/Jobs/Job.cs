using MediatR;
using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Infrastructure.Jobs;

/// <summary>A command with a schedule; it is safe to run twice, late or never, works in slices, and knows no scheduler.</summary>
/// <param name="Name">Stable: its history is kept under it.</param>
/// <param name="Every">From start to start.</param>
/// <param name="Command">Makes the command of one slice.</param>
internal sealed record Job(string Name, TimeSpan Every, Func<SliceBudget, IRequest<SliceOutcome>> Command);

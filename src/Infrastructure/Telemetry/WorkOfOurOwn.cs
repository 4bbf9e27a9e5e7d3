using System.Diagnostics;
using OpenTelemetry.Trace;

namespace TicketPlatform.Infrastructure.Telemetry;

/// <summary>
/// Begins traces with work, not with its parts: a statement or a request outwards that belongs to nothing is a scheduler's or a gauge's
/// poll, of which there are thousands an hour.
/// </summary>
internal sealed class WorkOfOurOwn(Sampler work) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Client ? new SamplingResult(SamplingDecision.Drop) : work.ShouldSample(samplingParameters);
}

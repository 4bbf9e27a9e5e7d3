namespace TicketPlatform.ZendeskSimulator.Faults;

/// <summary>Lets the drawn fate happen to a request on Zendesk's own paths.</summary>
internal sealed class FaultInjection(RequestDelegate next, FaultPlan plan, SimulatorOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var fate = plan.Draw();
        context.RepeatsRows = fate.RepeatRows;
        context.LateSeconds = (uint)plan.Current.LateSeconds;
        if (plan.Current.LatencyMs is > 0 and var latency)
            await Task.Delay(TimeSpan.FromMilliseconds(latency), options.TimeProvider, context.RequestAborted);
        await (
            fate.Kind switch
            {
                FaultKind.Error => FailAsync(context, fate),
                FaultKind.RateLimit => BrokenAnswer.TooManyRequests(context, fate),
                FaultKind.Reset => ResetAsync(context, fate),
                FaultKind.Truncate => TruncateAsync(context, fate),
                _ => next(context),
            }
        );
    }

    private async Task FailAsync(HttpContext context, Fate fate)
    {
        if (fate.AfterEffect)
            await RunHiddenAsync(context);
        await BrokenAnswer.Error(context, fate);
    }

    private async Task ResetAsync(HttpContext context, Fate fate)
    {
        if (fate.AfterEffect && !plan.Current.Down)
            await RunHiddenAsync(context);
        context.Abort();
    }

    private async Task TruncateAsync(HttpContext context, Fate fate)
    {
        var body = await RunHiddenAsync(context);
        context.Response.Headers.ContentLength = null;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (fate.AfterEffect)
            context.Abort();
    }

    private async Task<byte[]> RunHiddenAsync(HttpContext context)
    {
        var real = context.Response.Body;
        using var hidden = new MemoryStream();
        context.Response.Body = hidden;
        await next(context);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Response.Body = real;
        return hidden.ToArray();
    }
}

/// <summary>What goes wrong within an export page.</summary>
internal static class DisturbedRows
{
    private sealed record Repetition;

    private sealed record Lateness(uint Seconds);

    extension(HttpContext context)
    {
        /// <summary>Whether an export page of this request begins with rows of the page before.</summary>
        public bool RepeatsRows
        {
            get => context.Features.Get<Repetition>() is not null;
            set => context.Features.Set(value ? new Repetition() : null);
        }

        /// <summary>How long some rows stay hidden after the others of their time.</summary>
        public uint LateSeconds
        {
            get => context.Features.Get<Lateness>()?.Seconds ?? 0;
            set => context.Features.Set(value == 0 ? null : new Lateness(value));
        }
    }
}

namespace TicketPlatform.ZendeskSimulator.Faults;

/// <summary>Lets the drawn fate happen to a request on Zendesk's own paths.</summary>
internal sealed class FaultInjection(RequestDelegate next, FaultPlan plan, SimulatorOptions options)
{
    private const int CallersPatience = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        var fate = plan.Draw();
        context.RepeatsRows = fate.RepeatRows;
        context.RepeatsCursor = fate.SameCursor;
        if (plan.Current.LatencyMs is > 0 and var latency)
            await Task.Delay(TimeSpan.FromMilliseconds(latency), options.TimeProvider, context.RequestAborted);
        await (
            fate.Kind switch
            {
                FaultKind.Error => FailAsync(context, fate),
                FaultKind.RateLimit => BrokenAnswer.TooManyRequests(context, fate, plan.Current.UnnamedWaits),
                FaultKind.Reset => ResetAsync(context, fate),
                FaultKind.Truncate => TruncateAsync(context, fate),
                FaultKind.Garble => GarbleAsync(context, fate),
                FaultKind.Timeout => NeverAnswerAsync(context, fate),
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

    private async Task GarbleAsync(HttpContext context, Fate fate)
    {
        if (fate.AfterEffect)
            await RunHiddenAsync(context);
        await BrokenAnswer.Garbage(context, fate);
    }

    // Second by second, so that a clock which jumps over every pause does not jump far past the caller's patience.
    private async Task NeverAnswerAsync(HttpContext context, Fate fate)
    {
        if (fate.AfterEffect)
            await RunHiddenAsync(context);
        for (var second = 0; second < CallersPatience; second++)
            await Task.Delay(TimeSpan.FromSeconds(1), options.TimeProvider, context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
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

internal static class RepeatedPages
{
    private sealed record Mark;

    private sealed record CursorMark;

    extension(HttpContext context)
    {
        /// <summary>Whether an export page of this request begins with rows of the page before.</summary>
        public bool RepeatsRows
        {
            get => context.Features.Get<Mark>() is not null;
            set => context.Features.Set(value ? new Mark() : null);
        }

        /// <summary>Whether an export page of this request leads to itself.</summary>
        public bool RepeatsCursor
        {
            get => context.Features.Get<CursorMark>() is not null;
            set => context.Features.Set(value ? new CursorMark() : null);
        }
    }
}

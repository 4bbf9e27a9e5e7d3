using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TicketPlatform.Faults.Tests;

/// <summary>A target of notifications that fails now and then, and notes what it took.</summary>
internal sealed class MessageBook : IAsyncDisposable
{
    private readonly ConcurrentBag<(string Id, string Thing)> _taken = [];
    private readonly WebApplication _app;
    private int _asked;

    private MessageBook(WebApplication app) => _app = app;

    /// <summary>What it took, in no order: the idempotency key, and the kind of message with the alert that it is about.</summary>
    public IReadOnlyCollection<(string Id, string Thing)> Taken => _taken;

    /// <summary>The settings that name it.</summary>
    public Dictionary<string, string?> Settings =>
        new()
        {
            ["Notifications__Targets__0__Name"] = "panel",
            ["Notifications__Targets__0__Channel"] = "webhook",
            ["Notifications__Targets__0__Url"] = _app.Urls.Single(),
            ["Notifications__Targets__0__Kinds__0"] = "alert.*",
            ["Notifications__Targets__0__Secrets__0"] = $"whsec_{Convert.ToBase64String(new byte[24])}",
        };

    public static async Task<MessageBook> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var book = new MessageBook(builder.Build());
        book._app.Run(book.TakeAsync);
        await book._app.StartAsync();
        return book;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _asked) % 5 == 0)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }
        using var message = await JsonDocument.ParseAsync(context.Request.Body);
        var alert = message.RootElement.GetProperty("data").GetProperty("alertId").GetGuid();
        _taken.Add((context.Request.Headers["webhook-id"].ToString(), $"{message.RootElement.GetProperty("type").GetString()}:{alert}"));
    }
}

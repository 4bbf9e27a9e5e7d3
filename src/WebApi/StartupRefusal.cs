using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using TicketPlatform.Infrastructure;

namespace TicketPlatform.WebApi;

/// <summary>Why the process cannot start, in one line; a stack trace helps nobody who has to set something.</summary>
internal static class StartupRefusal
{
    /// <summary>The line, or null for an error that is ours.</summary>
    public static string? Of(Exception exception) =>
        exception switch
        {
            StartupException or OptionsValidationException => exception.Message,
            // Settings of several sections are looked at together.
            AggregateException several when several.InnerExceptions.All(each => Of(each) is not null) => string.Join(
                " ",
                several.InnerExceptions.Select(Of)
            ),
            // A setting of the wrong type, such as a word for a number; it names both.
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => exception.Message,
            IOException { InnerException: AddressInUseException } =>
                $"{exception.Message.TrimEnd('.')}. Choose another with ASPNETCORE_URLS.",
            _ => null,
        };
}

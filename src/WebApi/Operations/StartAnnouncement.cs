namespace TicketPlatform.WebApi.Operations;

/// <summary>Says where to look once the host listens.</summary>
internal static partial class StartAnnouncement
{
    extension(WebApplication app)
    {
        public void AnnounceStart() =>
            app.Lifetime.ApplicationStarted.Register(() =>
            {
                foreach (var url in app.Urls)
                    Log.Serving(app.Logger, url);
            });
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Serving {Url}/api; description {Url2}/openapi/v1.json, try it at {Url3}/swagger")]
        private static partial void Serving(ILogger logger, string url, string url2, string url3);

        public static void Serving(ILogger logger, string url) => Serving(logger, url, url, url);
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Infrastructure.Zendesk;

internal static class ZendeskServices
{
    /// <summary>
    /// Registers the Zendesk clients behind their ports. Expects a <see cref="TimeProvider"/>, an
    /// <c>NpgsqlDataSource</c> and the configuration section <c>Zendesk</c>.
    /// </summary>
    public static IServiceCollection AddZendesk(this IServiceCollection services)
    {
        services.AddOptions<ZendeskOptions>().BindConfiguration("Zendesk").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ZendeskOptions>, ZendeskOptionsValidation>();
        services.TryAddSingleton(new ZendeskPatience());
        services.TryAddSingleton<IRequestBudget, PostgresRequestBudget>();
        services.AddSingleton<IRequestBudgetFigures, RequestBudgetFigures>();
        services.AddSingleton<ZendeskPipeline>();
        services.AddSingleton<OAuthTokens>();

        AddHttp(services.AddHttpClient<ZendeskHttp>(), "/api/v2/").AddHttpMessageHandler(Credentials);
        AddHttp(services.AddHttpClient(OAuthTokens.HttpClientName), "/");

        services.AddTransient<ITicketExport, TicketExportClient>();
        services.AddTransient<IUserExport, UserExportClient>();
        services.AddTransient<ITicketEventExport, TicketEventExportClient>();
        services.AddTransient<ITicketAudits, TicketAuditsClient>();
        services.AddTransient<IUserDirectory, UserDirectoryClient>();
        services.AddTransient<ITicketReads, TicketReadsClient>();
        services.AddTransient<IZendeskCaller, CallerClient>();
        services.AddSingleton<IWebhookSignatures, WebhookSignatures>();
        services.AddSingleton<IWebhookReader, WebhookReader>();
        return services;
    }

    private static IHttpClientBuilder AddHttp(IHttpClientBuilder builder, string root) =>
        builder
            .ConfigureHttpClient(
                (provider, http) =>
                {
                    http.BaseAddress = new Uri(Options(provider).BaseAddress!, root);
                    http.Timeout = Timeout.InfiniteTimeSpan; // ZendeskPatience bounds each attempt, the caller the whole.
                    http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
                    http.DefaultRequestHeaders.UserAgent.ParseAdd("TicketPlatform/1.0");
                }
            )
            .ConfigurePrimaryHttpMessageHandler(static () =>
                new SocketsHttpHandler
                {
                    AutomaticDecompression = DecompressionMethods.All,
                    AllowAutoRedirect = false, // Credentials go to the configured host only.
                    UseCookies = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                }
            )
            .RemoveAllLoggers();

    private static DelegatingHandler Credentials(IServiceProvider provider) =>
        Options(provider).OAuth.IsComplete
            ? new OAuthCredentials(provider.GetRequiredService<OAuthTokens>())
            : new ApiTokenCredentials(Options(provider));

    private static ZendeskOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ZendeskOptions>>().Value;
}

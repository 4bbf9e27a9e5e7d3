using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TicketPlatform.Application.Statistics;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Operations;
using TicketPlatform.WebApi.Problems;
using TicketPlatform.WebApi.RateLimiting;

namespace TicketPlatform.WebApi;

/// <summary>What the REST edge is made of.</summary>
internal static class ApiServices
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Registers the edge. Throws <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> for unusable settings.</summary>
        public void AddApi()
        {
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddApiAuthentication(
                AuthSettings.Read(builder.Configuration, builder.Environment),
                ScrapeToken.Read(builder.Configuration)
            );
            builder.Services.AddMetricsScraping();
            builder.Services.AddRateLimit(builder.Configuration);
            builder.Services.AddHttpLimits();
            builder.Services.AddExceptionHandler<ExceptionProblems>();
            builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
            builder.Services.ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
                json.SerializerOptions.TypeInfoResolverChain.Insert(1, StatisticsJson.Default);
                json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            });
            builder.Services.AddApiDescription();
        }
    }
}

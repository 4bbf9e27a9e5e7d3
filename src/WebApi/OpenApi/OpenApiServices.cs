using Swashbuckle.AspNetCore.SwaggerUI;
using TicketPlatform.WebApi.RateLimiting;

namespace TicketPlatform.WebApi.OpenApi;

internal static class OpenApiServices
{
    /// <summary>Where Swagger UI is.</summary>
    public const string SwaggerPath = "/swagger";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddApiDescription() =>
            services.AddOpenApi(
                "v1",
                options =>
                {
                    options.AddDocumentTransformer(ApiDescription.DescribeAsync);
                    options.AddOperationTransformer(ParameterDescriptions.DescribeAsync);
                    options.AddOperationTransformer(AnswerDescriptions.DescribeAsync);
                    options.AddOperationTransformer(CommonProblems.DescribeAsync);
                }
            );
    }

    extension(WebApplication app)
    {
        /// <summary>The document at /openapi/v1.json.</summary>
        public void MapApiDescription() => app.MapOpenApi().AllowAnonymous().WithMetadata(new Unlimited());

        /// <summary>A branch of its own, so that no other request passes through it.</summary>
        public void UseSwaggerPage() =>
            app.MapWhen(
                context => context.Request.Path.StartsWithSegments(SwaggerPath, StringComparison.Ordinal),
                branch => branch.UseSwaggerUI(Configure)
            );
    }

    private static void Configure(SwaggerUIOptions page)
    {
        page.DocumentTitle = "TicketPlatform";
        page.SwaggerEndpoint("/openapi/v1.json", "TicketPlatform v1");
        page.EnablePersistAuthorization();
        page.DisplayRequestDuration();
    }
}

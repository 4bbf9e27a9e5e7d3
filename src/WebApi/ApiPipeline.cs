using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using TicketPlatform.WebApi.RateLimiting;

namespace TicketPlatform.WebApi;

/// <summary>The way of every request.</summary>
internal static class ApiPipeline
{
    extension(WebApplication app)
    {
        public void UseApi()
        {
            if (app.Configuration.GetSection("ForwardedHeaders").Exists())
                app.UseForwardedHeaders(ProxyTrust.Read(app.Configuration));
            app.UseMiddleware<RequestEdge>();
            app.UseExceptionHandler(_ => { });
            app.UseStatusCodePages(StatusProblems.FillAsync);
            if (!app.Environment.IsDevelopment())
                app.UseHsts();
            app.UseResponseCompression();
            app.UseSwaggerPage();
            app.UseRouting();
            app.UseRequestTimeouts();
            app.UseAuthentication();
            if (app.Services.GetService<CallerBudgets>() is not null)
                app.UseMiddleware<RateLimit>();
            app.UseAuthorization();
            app.UseMiddleware<QueryGuard>();
        }
    }
}

using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace TicketPlatform.WebApi.Authentication;

internal static class AuthenticationServices
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly string[] AuthorityAlgorithms =
    [
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
    ];

    extension(IServiceCollection services)
    {
        /// <summary>JWT bearer tokens and the policies over them.</summary>
        public IServiceCollection AddApiAuthentication(AuthSettings settings, ScrapeToken? scrapeToken)
        {
            services.AddSingleton<ValidatedTokens>();
            services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
            services
                .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Configure<TimeProvider>((options, time) => Configure(options, settings, time));
            services.AddAuthorization(options => Policies.Define(options, scrapeToken));
            services.RemoveKeyFiles();
            return services;
        }

        // Bearer tokens need no data protection, whose start would write keys into the home directory and warn about them.
        private void RemoveKeyFiles()
        {
            var starters = services.Where(service =>
                service.ServiceType == typeof(IHostedService)
                && service.ImplementationType?.Assembly.GetName().Name == "Microsoft.AspNetCore.DataProtection"
            );
            foreach (var starter in starters.ToList())
                services.Remove(starter);
        }
    }

    private static void Configure(JwtBearerOptions options, AuthSettings settings, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.EventsType = typeof(ValidatedTokens);
        options.Authority = settings.Authority;
        options.Audience = settings.Audience;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            NameClaimType = "sub",
            RoleClaimType = "role",
            ValidAudience = settings.Audience,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidAlgorithms = AuthorityAlgorithms,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires, time.GetUtcNow().UtcDateTime),
        };
        if (settings.SigningKey is { } key)
        {
            options.TokenValidationParameters.ValidIssuer = AuthSettings.DevelopmentIssuer;
            options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(key);
        }
    }

    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + ClockSkew && (notBefore is not { } start || start - ClockSkew <= now);
}

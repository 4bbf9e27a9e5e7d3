using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace TicketPlatform.WebApi.Http;

/// <summary>
/// Which proxies may say who the caller is. Without <c>ForwardedHeaders__KnownNetworks__0</c> (such as 10.0.0.0/8)
/// nobody may: believed blindly, the header would let every caller choose the address that the rate limit counts.
/// </summary>
internal static class ProxyTrust
{
    public static ForwardedHeadersOptions Read(IConfiguration configuration)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in configuration.GetSection("ForwardedHeaders:KnownNetworks").Get<string[]>() ?? [])
            options.KnownIPNetworks.Add(
                System.Net.IPNetwork.TryParse(text, out var network)
                    ? network
                    : throw new OptionsValidationException(
                        "ForwardedHeaders",
                        typeof(ForwardedHeadersOptions),
                        [$"ForwardedHeaders__KnownNetworks holds '{text}'; expected a network such as 10.0.0.0/8."]
                    )
            );
        return options;
    }
}

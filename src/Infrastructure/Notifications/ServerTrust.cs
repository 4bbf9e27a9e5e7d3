using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace TicketPlatform.Infrastructure.Notifications;

/// <summary>Which servers are believed to be who they say: those whom the machine trusts, or those of the authorities in a file.</summary>
internal sealed class ServerTrust(string? file)
{
    private readonly X509Certificate2Collection? _roots = file is null ? null : Read(file);

    /// <summary>Reads a PEM file; throws where there is none, or none in it.</summary>
    public static X509Certificate2Collection Read(string file)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        return roots;
    }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (_roots is null || errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 shown)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }
}

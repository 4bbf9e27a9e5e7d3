using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TicketPlatform.Integration.Tests.Notifications;

/// <summary>What the mail servers of the tests show: made for this run, and signed by itself.</summary>
internal static class MailCertificate
{
    public static readonly X509Certificate2 Shown = SelfSigned();

    /// <summary>A file that makes it trusted.</summary>
    public static readonly string File = Written();

    private static string Written()
    {
        var file = Path.Combine(Path.GetTempPath(), $"ticketplatform-{Shown.Thumbprint}.pem");
        System.IO.File.WriteAllText(file, Shown.ExportCertificatePem());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(file);
        return file;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}

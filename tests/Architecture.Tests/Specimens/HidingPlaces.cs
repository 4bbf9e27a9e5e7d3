using System.Globalization;
using System.IO.Compression;
using System.Net.Mail;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace TicketPlatform.Architecture.Tests.Specimens;

/// <summary>A type that mentions others in every place where a shallow reading would miss them.</summary>
[System.ComponentModel.TypeConverter(typeof(UriTypeConverter))]
public sealed class HidingPlaces
{
    private static readonly Func<object> Lambda = () => new StringBuilder();

    public static async Task<string> AsyncBodyAsync()
    {
        await Task.Yield();
        return new CultureInfo("en").Name;
    }

    public static IEnumerable<string> Iterator()
    {
        yield return new MailAddress("ada@example.com").Host;
    }

    public static bool Catch()
    {
        try
        {
            return Lambda() is null;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    public static string GenericArgument() => Array.Empty<BigInteger>().ToString()!;

    public static void Constraint<T>()
        where T : Regex { }

    public static Type Token() => typeof(List<ZipArchive[]>);

    private sealed class Nested
    {
        private readonly Version field = new();

        public override string ToString() => $"{field}";
    }
}

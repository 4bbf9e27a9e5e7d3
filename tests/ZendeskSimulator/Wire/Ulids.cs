using System.Security.Cryptography;

namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Makes ids of 26 characters that sort in the order in which they were made, even when the clock is set back.</summary>
internal sealed class Ulids(SimulatorClock clock)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;
    private const int RandomBits = 80;

    private readonly Lock gate = new();
    private UInt128 last;

    public string Next()
    {
        var random = new UInt128(
            BitConverter.ToUInt16(RandomNumberGenerator.GetBytes(2)),
            BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))
        );
        var made = ((UInt128)(ulong)clock.GetUtcNow().ToUnixTimeMilliseconds() << RandomBits) | random;
        lock (gate)
            made = last = made > last ? made : last + 1;
        return string.Create(
            Length,
            made,
            static (text, value) =>
            {
                for (var i = text.Length - 1; i >= 0; i--, value >>= 5)
                    text[i] = Alphabet[(int)(value & 31)];
            }
        );
    }
}

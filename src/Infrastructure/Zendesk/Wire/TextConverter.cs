using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>
/// Reads any JSON string as text that PostgreSQL can store: without NUL characters, and with U+FFFD in place of what is
/// no Unicode (halves of surrogate pairs, damaged UTF-8), on which the serializer's own reader would throw and so
/// lose the page.
/// </summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        // A raw NUL is not valid JSON and a raw surrogate is not valid UTF-8: only escapes need a closer look.
        return reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static string Unescaped(ReadOnlySpan<byte> escaped)
    {
        var buffer = ArrayPool<char>.Shared.Rent(escaped.Length);
        var text = buffer.AsSpan(0, Encoding.UTF8.GetChars(escaped, buffer));
        text = text[..Unescape(text)];
        ReplaceLoneSurrogates(text);
        var result = new string(text);
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    // In place, since no escape is shorter than what it stands for. The reader has checked every escape.
    private static int Unescape(Span<char> text)
    {
        var (from, to) = (0, 0);
        while (true)
        {
            var plain = text[from..].IndexOf('\\');
            var length = plain < 0 ? text.Length - from : plain;
            text.Slice(from, length).CopyTo(text[to..]);
            (from, to) = (from + length, to + length);
            if (plain < 0)
                return to;

            var (character, width) = text[from + 1] == 'u' ? (CodeUnit(text.Slice(from + 2, 4)), 6) : (Short(text[from + 1]), 2);
            from += width;
            if (character != '\0')
                text[to++] = character;
        }
    }

    private static char CodeUnit(ReadOnlySpan<char> hexadecimal) =>
        (char)ushort.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char Short(char letter) =>
        letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            _ => letter,
        };

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (var at = 0; ; at++)
        {
            var next = text[at..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return;
            at += next;
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
                at++;
            else
                text[at] = '\uFFFD';
        }
    }
}

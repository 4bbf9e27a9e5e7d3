namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Zendesk's timestamps: UTC in whole seconds.</summary>
internal static class WireTime
{
    extension(Utf8JsonWriter json)
    {
        /// <summary>Zero is a time that never came, and null on the wire.</summary>
        public void WriteTime(JsonEncodedText name, uint seconds)
        {
            json.WritePropertyName(name);
            json.WriteTimeValue(seconds);
        }

        public void WriteTime(string name, uint seconds)
        {
            json.WritePropertyName(name);
            json.WriteTimeValue(seconds);
        }

        private void WriteTimeValue(uint seconds)
        {
            if (seconds == 0)
            {
                json.WriteNullValue();
                return;
            }
            Span<byte> text = stackalloc byte[20];
            Format(seconds, text);
            json.WriteStringValue(text);
        }
    }

    public static string Text(uint seconds) =>
        string.Create(
            20,
            seconds,
            static (text, seconds) =>
            {
                Span<byte> bytes = stackalloc byte[20];
                Format(seconds, bytes);
                Encoding.ASCII.GetChars(bytes, text);
            }
        );

    // By hand, since an export page holds thousands of these and the general formatter costs ten times as much.
    private static void Format(uint seconds, Span<byte> text)
    {
        var (date, time) = (DateOnly.FromDayNumber(719_162 + (int)(seconds / 86_400)), seconds % 86_400);
        "0000-00-00T00:00:00Z"u8.CopyTo(text);
        Digits(text[..4], (uint)date.Year);
        Digits(text[5..7], (uint)date.Month);
        Digits(text[8..10], (uint)date.Day);
        Digits(text[11..13], time / 3600);
        Digits(text[14..16], time / 60 % 60);
        Digits(text[17..19], time % 60);
    }

    private static void Digits(Span<byte> text, uint value)
    {
        for (var i = text.Length - 1; i >= 0; i--, value /= 10)
            text[i] = (byte)('0' + (value % 10));
    }
}

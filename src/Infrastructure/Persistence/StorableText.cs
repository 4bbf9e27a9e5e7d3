namespace TicketPlatform.Infrastructure.Persistence;

internal static class StorableText
{
    extension(string text)
    {
        /// <summary>At most so many units of it, one less where the last were half a character: PostgreSQL takes no such half.</summary>
        public string Cut(int longest) =>
            text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}

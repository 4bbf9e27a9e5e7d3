namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>Subjects and descriptions made up from a ticket's id, so that a million of them need no memory.</summary>
internal sealed class InventedTexts(int seed)
{
    private static readonly string[] Areas =
    [
        "Invoice export",
        "Single sign-on",
        "Dashboard",
        "Webhook delivery",
        "CSV import",
        "Mobile app",
        "Billing page",
        "Team invitation",
        "API key",
        "Report schedule",
        "Calendar sync",
        "Password reset",
        "Audit log",
        "Search",
        "Two-factor login",
        "Größentabelle",
    ];

    private static readonly string[] Problems =
    [
        "fails",
        "is very slow",
        "shows the wrong total",
        "stops half way",
        "cannot be found",
        "asks for a password again",
        "sends every message twice",
        "is on fire 🔥",
        "has the wrong time zone",
        "does not load",
        "loses the last row",
        "needs a new owner",
    ];

    private static readonly string[] Sentences =
    [
        "It worked until yesterday evening.",
        "All colleagues in our Vienna office see the same.",
        "We have tried another browser.",
        "The page only says that something went wrong.",
        "A restart did not help.",
        "Our month-end depends on it.",
        "Please call me back if you need access.",
        "The same thing happened in March.",
        "I have attached nothing, since the upload fails too.",
        "Does this have to do with the maintenance on Sunday?",
        "The nightly run stops at row 4012.",
        "We are a team of twelve.",
    ];

    public string Subject(int ticket)
    {
        var draw = Draw(ticket);
        return string.Concat(Pick(Areas, draw), " ", Pick(Problems, draw >> 8));
    }

    public string Description(int ticket)
    {
        var draw = Draw(ticket);
        var lineEnd = draw % 10 == 3 ? "\r\n" : "\n";
        // One concatenation: an export page holds a thousand of these.
        var text = string.Concat([
            "Hello,",
            lineEnd,
            Pick(Areas, draw),
            " ",
            Pick(Problems, draw >> 8),
            ". ",
            Pick(Sentences, draw >> 16),
            " ",
            Pick(Sentences, draw >> 24),
            lineEnd,
            Pick(Sentences, draw >> 32),
            " Our reference is ",
            ticket.ToString(CultureInfo.InvariantCulture),
            ".",
            lineEnd,
            "Thank you",
            Oddity(draw),
        ]);
        return draw % 499 == 7 ? text + string.Concat(Enumerable.Repeat(lineEnd + text, 60)) : text;
    }

    // What real mail contains and databases choke on.
    private static string Oddity(ulong draw) =>
        (draw >> 40) % 251 == 2 ? " \0 sent from an old scanner"
        : (draw >> 40) % 19 == 1 ? " 🙏🏽 – Zoë\u00a0Müller"
        : "";

    private static string Pick(string[] from, ulong draw) => from[(int)(draw % (ulong)from.Length)];

    // SplitMix64: neighbouring ids give unrelated texts.
    private ulong Draw(int ticket)
    {
        var mixed = ((ulong)(uint)seed << 32) + (uint)ticket + 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}

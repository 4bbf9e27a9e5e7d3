namespace TicketPlatform.Dev;

/// <summary>What <c>./dev help</c> says.</summary>
internal static class Usage
{
    private const string Text = """
        ./dev run      database, Zendesk simulator, demo users and API, until Ctrl-C
                       [--port 8080] [--users 200] [--tickets 5000] [--seed 7] [--quiet-activity]
                       [--zendesk URL]  a real Zendesk instead, with ZENDESK_EMAIL and ZENDESK_API_TOKEN,
                                        or ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET
        ./dev test     formatting, build, all tests; [filter] runs those whose name contains it
        ./dev bench    measures in one run and writes docs/benchmarks.md
                       read    [--users 100000] [--tickets 1000000] [--connections 32] [--rounds 5] [--seconds 5]
                       ingest  [--tickets 1000000] [--users 100000]
                       alerts  [--users 20000] [--batches 100]
                       webhooks, streams, statistics [--tickets 1000000]
        ./dev soak     simulated months under faults and kills, each from a seed, against the truth
                       [--seeds 20] [--first 1] [--at-once 2]  [--failures PERCENT] of requests, and nothing else
        ./dev mutate   breaks the statistics in small ways and counts what no test notices; Stryker's own arguments
        ./dev token    --user <uuid> | --role support | --role admin   [--hours 24]
        ./dev psql     psql on the database of the present run, with psql's own arguments
        ./dev format   formats the code

        Everything that ./dev run keeps is in .local; rm -rf .local starts afresh.
        """;

    public static int Print()
    {
        Console.WriteLine(Text);
        return 0;
    }
}

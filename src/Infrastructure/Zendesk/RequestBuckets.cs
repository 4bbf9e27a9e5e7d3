namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>What a bucket is called in the database, and what it holds.</summary>
internal static class RequestBuckets
{
    public static string NameOf(RequestBucket bucket) =>
        bucket switch
        {
            RequestBucket.Exports => "exports",
            RequestBucket.UserExports => "user-exports",
            _ => "account",
        };

    extension(ZendeskOptions options)
    {
        /// <summary>Requests a minute that the settings allow.</summary>
        public int PerMinute(RequestBucket bucket) =>
            bucket switch
            {
                RequestBucket.Exports => options.ExportRequestsPerMinute,
                RequestBucket.UserExports => options.UserExportRequestsPerMinute,
                _ => options.AccountRequestsPerMinute,
            };
    }
}

namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>Retells a change of the account in events. What Zendesk keeps quiet about is quiet here: system updates and the clock.</summary>
internal static class AccountNews
{
    public static IEnumerable<EventGroup> Of(World world, AppliedChange applied)
    {
        foreach (var user in applied.UserEvents.GroupBy(happened => happened.User))
            yield return UserNews.Tell(user.Key, user);
        // The tickets of a merged user change hands without a word.
        if (applied.Change is MergeUsers)
            yield break;
        for (var start = applied.FirstEvent; start < world.Events.Count; )
        {
            var end = start + 1;
            while (end < world.Events.Count && !world.Events[end].StartsAudit)
                end++;
            var audit = world.EventList.GetRange(start, end - start);
            yield return new TicketNews(world, world.RequireTicket(audit[0].Ticket), audit, start).Tell();
            start = end;
        }
    }
}

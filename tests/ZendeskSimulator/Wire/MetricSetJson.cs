namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>A ticket's metrics, alone or side-loaded as its metric set: whole minutes, rounded to the nearest, null for a deleted ticket. Business hours equal calendar hours.</summary>
internal static class MetricSetJson
{
    private const long FirstId = 31740215000000;

    private const int IdStep = 4;

    /// <summary>The id of the ticket whose metrics have an id; of no ticket if the id was never given.</summary>
    public static long TicketOf(long id) => (id - FirstId) % IdStep == 0 ? (id - FirstId) / IdStep : 0;

    public static void WriteSideLoad(Utf8JsonWriter json, Ticket ticket, string ticketsUrl)
    {
        json.WritePropertyName(TicketNames.MetricSet);
        if (ticket.IsDeleted)
            json.WriteNullValue();
        else
            Write(json, ticket, ticketsUrl);
    }

    public static void Write(Utf8JsonWriter json, Ticket ticket, string ticketsUrl)
    {
        var id = FirstId + (ticket.Id * (long)IdStep);
        json.WriteStartObject();
        json.WriteString("url", $"{ticketsUrl.Replace("/tickets/", "/ticket_metrics/", StringComparison.Ordinal)}{id}.json");
        json.WriteNumber("id", id);
        json.WriteNumber("ticket_id", ticket.Id);
        WriteCounts(json, ticket.Times);
        WriteTimes(json, ticket);
        WriteDurations(json, ticket);
        json.WriteTime("created_at", ticket.CreatedAt);
        json.WriteTime("updated_at", ticket.UpdatedAt);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, TicketTimes times)
    {
        json.WriteNumber("group_stations", Math.Min(times.AssigneeStations, (byte)1));
        json.WriteNumber("assignee_stations", times.AssigneeStations);
        json.WriteNumber("reopens", times.Reopens);
        json.WriteNumber("replies", times.Replies);
    }

    private static void WriteTimes(Utf8JsonWriter json, Ticket ticket)
    {
        var times = ticket.Times;
        json.WriteTime("assignee_updated_at", times.Assigned);
        json.WriteTime("requester_updated_at", ticket.CreatedAt);
        json.WriteTime("status_updated_at", times.StatusChanged);
        json.WriteTime("custom_status_updated_at", times.StatusChanged);
        json.WriteTime("initially_assigned_at", times.FirstAssigned);
        json.WriteTime("assigned_at", times.Assigned);
        json.WriteTime("solved_at", times.LastSolved);
        json.WriteTime("latest_comment_added_at", times.LastComment);
    }

    private static void WriteDurations(Utf8JsonWriter json, Ticket ticket)
    {
        var times = ticket.Times;
        WriteMinutes(json, "reply_time_in_minutes", Since(ticket, times.FirstReply));
        WriteMinutes(json, "first_resolution_time_in_minutes", Since(ticket, times.FirstSolved));
        WriteMinutes(json, "full_resolution_time_in_minutes", Since(ticket, times.LastSolved));
        WriteMinutes(json, "agent_wait_time_in_minutes", times.PendingSeconds);
        WriteMinutes(json, "requester_wait_time_in_minutes", times.WorkingSeconds + times.HoldSeconds);
        WriteMinutes(json, "on_hold_time_in_minutes", times.HoldSeconds);
    }

    private static uint? Since(Ticket ticket, uint at) => at == 0 ? null : at - ticket.CreatedAt;

    private static void WriteMinutes(Utf8JsonWriter json, string name, uint? seconds)
    {
        json.WriteStartObject(name);
        foreach (var clock in (ReadOnlySpan<string>)["calendar", "business"])
        {
            if (seconds is { } known)
                json.WriteNumber(clock, (known + 30) / 60);
            else
                json.WriteNull(clock);
        }
        json.WriteEndObject();
    }
}

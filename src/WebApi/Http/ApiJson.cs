using System.Text.Json;
using System.Text.Json.Serialization;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.WebApi.Alerts;
using TicketPlatform.WebApi.Notifications;
using TicketPlatform.WebApi.Operations;
using TicketPlatform.WebApi.Problems;
using TicketPlatform.WebApi.Users;

namespace TicketPlatform.WebApi.Http;

/// <summary>Every type that crosses the wire, serialised by generated code.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [typeof(UtcInstantConverter)]
)]
[JsonSerializable(typeof(UserTickets))]
[JsonSerializable(typeof(UserTicket))]
[JsonSerializable(typeof(TicketHistory))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(PutUserBody))]
[JsonSerializable(typeof(WebhookReceived))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(DeadLettersReplayed))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(AlertStory))]
[JsonSerializable(typeof(AlertLimit))]
[JsonSerializable(typeof(AcknowledgeBody))]
[JsonSerializable(typeof(SnoozeBody))]
[JsonSerializable(typeof(AlertLimitBody))]
[JsonSerializable(typeof(NotificationList))]
[JsonSerializable(typeof(TestNotificationBody))]
[JsonSerializable(typeof(TestOutcome))]
[JsonSerializable(typeof(PlatformStatus))]
[JsonSerializable(typeof(DatabaseStatus))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(HealthDetailsAnswer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;

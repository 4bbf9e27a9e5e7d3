using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class NamingFailures
{
    [Theory]
    [InlineData(400, ZendeskFault.Rejected)]
    [InlineData(401, ZendeskFault.Refused)]
    [InlineData(403, ZendeskFault.Refused)]
    [InlineData(404, ZendeskFault.NotFound)]
    [InlineData(422, ZendeskFault.Rejected)]
    [InlineData(302, ZendeskFault.Rejected)]
    public async Task A_lasting_failure_is_final_and_carries_Zendesks_request_id(int status, ZendeskFault fault)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json("""{"error":"InvalidValue","description":"printer on fire"}""", status, ("x-request-id", "8422-SEA"))
        );

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        (failure.Fault, failure.Status, failure.RequestId).ShouldBe((fault, status, "8422-SEA"));
        failure.Message.ShouldContain("InvalidValue");
        zendesk.Server.Questions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_names_the_settings_to_check()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json("""{"error":"Couldn't authenticate you"}""", 401, ("x-zendesk-request-id", "5d26"))
        );

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        failure.Message.ShouldContain("Zendesk__ApiToken");
        failure.Message.ShouldContain("Zendesk__OAuth__ClientSecret");
        failure.RequestId.ShouldBe("5d26");
    }

    [Theory]
    [InlineData("""{"error":"RecordNotFound","description":"Not found"}""", "RecordNotFound")]
    [InlineData("""{"error":{"title":"Forbidden","message":"You do not have access."}}""", "Forbidden")]
    [InlineData("""{"errors":[{"code":"InvalidPaginationDepth","title":"Invalid"}]}""", "InvalidPaginationDepth")]
    [InlineData("""{"error":null,"errors":3}""", "422")]
    [InlineData("""{"errors":[3]}""", "422")]
    [InlineData("""[1]""", "422")]
    [InlineData("""{"error":{"title":7}}""", "422")]
    [InlineData("""{"error":"cut o""", "422")]
    [InlineData("", "422")]
    public async Task Every_shape_of_an_error_body_is_understood(string body, string shown)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(body, 422));

        (await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync)).Message.ShouldContain(shown);
    }

    [Fact]
    public async Task Neither_messages_nor_logs_hold_secrets_addresses_or_texts()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json("""{"error":"RecordInvalid","description":"printer on fire"}""", 500)
        );
        Domain.Users.EmailAddress.TryParse("ada@example.com", out var email).ShouldBeTrue();

        var failure = await Should.ThrowAsync<ZendeskException>(() =>
            zendesk.Directory.SearchAsync(email!.Value, RequestLane.Live, CancellationToken.None)
        );

        var said = $"{failure}\n{zendesk.Log.Text}";
        said.ShouldContain("500");
        foreach (var secret in new[] { "s3cr3t", "Basic", "ada@example.com", "ada%40", "printer" })
            said.ShouldNotContain(secret, Case.Insensitive);
    }
}

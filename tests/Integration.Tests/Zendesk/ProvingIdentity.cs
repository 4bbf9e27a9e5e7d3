using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class ProvingIdentity
{
    private const string Admin = """{"user":{"id":7,"role":"Admin"}}""";

    [Fact]
    public async Task An_api_token_is_sent_with_the_callers_address()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(Admin));

        (await zendesk.Caller.WhoAmIAsync(CancellationToken.None)).MayExport.ShouldBeTrue();

        var question = zendesk.Server.Questions.ShouldHaveSingleItem();
        question.Path.ShouldBe("/api/v2/users/me");
        question.Authorization.ShouldBe("Basic Ym90QGFjbWUudGVzdC90b2tlbjpzM2NyM3Q=");
        question.UserAgent.ShouldBe("TicketPlatform/1.0");
    }

    [Fact]
    public async Task An_anonymous_caller_may_not_export_although_Zendesk_says_200()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json("""{"user":{"id":null,"name":"Anonymous user","role":"end-user"}}""")
        );

        var caller = await zendesk.Caller.WhoAmIAsync(CancellationToken.None);

        caller.ShouldBe(new ZendeskCaller(null, "end-user"));
        caller.MayExport.ShouldBeFalse();
    }

    [Fact]
    public async Task Callers_who_need_a_token_at_once_share_one_request_for_it()
    {
        await using var zendesk = await WithOAuthAsync(Answer.Json(Admin));
        var asked = 0;
        var everybodyAsked = new TaskCompletionSource();
        zendesk.Server.Tokens = async context =>
        {
            await everybodyAsked.Task;
            await Token(Interlocked.Increment(ref asked))(context);
        };

        var calls = Enumerable.Range(0, 20).Select(_ => zendesk.Caller.WhoAmIAsync(CancellationToken.None)).ToList();
        everybodyAsked.SetResult();
        await Task.WhenAll(calls);

        asked.ShouldBe(1);
        zendesk.Server.Questions.Select(static question => question.Authorization).Distinct().ShouldBe(["Bearer token-1"]);
    }

    [Fact]
    public async Task A_token_is_replaced_a_minute_before_it_ends()
    {
        await using var zendesk = await WithOAuthAsync(Answer.Json(Admin));
        var asked = 0;
        zendesk.Server.Tokens = context => Token(++asked)(context);

        foreach (var wait in new[] { 0, 539, 1 })
        {
            zendesk.Time.Advance(TimeSpan.FromSeconds(wait));
            await zendesk.Caller.WhoAmIAsync(CancellationToken.None);
        }

        zendesk
            .Server.Questions.Select(static question => question.Authorization)
            .ShouldBe(["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
    }

    [Fact]
    public async Task A_token_refused_once_is_replaced_and_a_second_refusal_stands()
    {
        await using var zendesk = await WithOAuthAsync(Answer.Status(401), Answer.Json(Admin), Answer.Status(401));
        var asked = 0;
        zendesk.Server.Tokens = context => Token(++asked)(context);

        (await zendesk.Caller.WhoAmIAsync(CancellationToken.None)).UserId.ShouldBe(7);
        var failure = await Should.ThrowAsync<ZendeskException>(() => zendesk.Caller.WhoAmIAsync(CancellationToken.None));

        failure.Fault.ShouldBe(ZendeskFault.Refused);
        zendesk.Server.Questions.Count.ShouldBe(4);
        asked.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task A_client_that_gets_no_token_is_refused_with_the_settings_to_check(int status)
    {
        await using var zendesk = await WithOAuthAsync(Answer.Json(Admin));
        zendesk.Server.Tokens = Answer.Json("""{"error":"invalid_client"}""", status);

        var failure = await Should.ThrowAsync<ZendeskException>(() => zendesk.Caller.WhoAmIAsync(CancellationToken.None));

        (failure.Fault, failure.Status).ShouldBe((ZendeskFault.Refused, status));
        failure.Message.ShouldContain("Zendesk__OAuth__ClientId");
        zendesk.Server.Questions.ShouldBeEmpty();
    }

    private static Task<ZendeskClients> WithOAuthAsync(params RequestDelegate[] script) =>
        ZendeskClients.StartAsync(new ZendeskClients.Settings { Credentials = ZendeskClients.Settings.OAuth }, script);

    private static RequestDelegate Token(int number) =>
        Answer.Json($$"""{"access_token":"token-{{number}}","token_type":"bearer","expires_in":600}""");
}

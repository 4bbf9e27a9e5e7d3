using System.IO.Compression;
using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>Entity tags, freshness and compression.</summary>
public sealed class AnsweringAgain(PlatformHost host) : IClassFixture<PlatformHost>, IAsyncLifetime
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        await host.SendAsync(new PutUser(Ada, "ada@example.com"));
        await host.SendAsync(new ApplyZendeskUsers([Observed.User(501, "ada@example.com")]));
        await host.SendAsync(new ApplyTicketObservations([Observed.Export(42), Observed.Export(43)]));
        await host.ExecuteAsync($"update sync_streams set watermark = {host.Time.GetUtcNow()} where name = 'tickets'");
        _client = host.User(Ada);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_unchanged_answer_is_304_and_still_tells_its_age()
    {
        var tag = (await GetAsync()).Headers.ETag.ShouldNotBeNull();
        tag.IsWeak.ShouldBeTrue();
        host.Time.Advance(TimeSpan.FromSeconds(7));

        var again = await GetAsync(ifNoneMatch: tag.ToString());

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(tag);
        again.Headers.CacheControl?.ToString().ShouldBe("no-cache, private");
        Header(again, "Freshness-Lag-Seconds").ShouldBe("7");
        Header(again, "Freshness-Stale").ShouldBe("false");
        DateTimeOffset.Parse(Header(again, "Freshness-As-Of"), null).ShouldBe(host.Time.GetUtcNow().AddSeconds(-7));
    }

    [Fact]
    public async Task The_age_in_the_headers_is_the_age_in_the_body()
    {
        await host.ExecuteAsync($"update sync_streams set newest_version = 1772452805 where name = 'webhooks'");
        var answer = await GetAsync();

        var freshness = (await answer.JsonAsync()).GetProperty("freshness");

        freshness.GetProperty("asOf").GetString().ShouldBe(Header(answer, "Freshness-As-Of"));
        freshness.GetProperty("asOf").GetString().ShouldNotBeNull().ShouldMatch("^[0-9-]{10}T[0-9:]{8}Z$");
        freshness.GetProperty("lagSeconds").GetDouble().ToString(null as IFormatProvider).ShouldBe(Header(answer, "Freshness-Lag-Seconds"));
        freshness.GetProperty("source").GetString().ShouldBe(Header(answer, "Freshness-Source"));
        freshness.GetProperty("refresh").GetString().ShouldBe(Header(answer, "Freshness-Refresh"));
        (freshness.GetProperty("heardAt").GetString(), Header(answer, "Freshness-Heard-At")).ShouldBe(
            ("2026-03-02T12:00:05Z", "2026-03-02T12:00:05Z")
        );
    }

    [Fact]
    public async Task What_a_webhook_told_and_what_was_read_again_leave_the_tag_as_it_is()
    {
        var tag = (await GetAsync()).Headers.ETag!.ToString();
        var proof = host.Time.GetUtcNow().AddSeconds(1);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.ExecuteAsync($"update sync_streams set newest_version = newest_version + 1 where name = 'webhooks'");
        await host.ExecuteAsync($"update users set reread_at = {proof} where id = {Ada}");

        var again = await GetAsync(ifNoneMatch: tag);

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (Header(again, "Freshness-Source"), Header(again, "Freshness-Lag-Seconds")).ShouldBe(("reread", "1"));
    }

    [Fact]
    public async Task An_answer_older_than_promised_is_stale_and_has_another_tag()
    {
        var fresh = await GetAsync();
        host.Time.Advance(TimeSpan.FromSeconds(91));

        var stale = await GetAsync(ifNoneMatch: fresh.Headers.ETag!.ToString());

        stale.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(stale, "Freshness-Stale").ShouldBe("true");
    }

    [Theory]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"other\", {0}", HttpStatusCode.NotModified)]
    [InlineData("W/\"other\"", HttpStatusCode.OK)]
    [InlineData("not a tag", HttpStatusCode.OK)]
    public async Task If_none_match_takes_lists_and_the_star(string header, HttpStatusCode expected)
    {
        var tag = (await GetAsync()).Headers.ETag!.ToString();

        (await GetAsync(ifNoneMatch: header.Replace("{0}", tag, StringComparison.Ordinal))).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_changed_ticket_changes_the_tag()
    {
        var tag = (await GetAsync()).Headers.ETag!.ToString();
        var changed = Observed.Printer with { Subject = "Now the scanner too", UpdatedAt = Observed.Noon.AddSeconds(30) };
        await host.SendAsync(new ApplyTicketObservations([Observed.Export(42, changed)]));

        (await GetAsync(ifNoneMatch: tag)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task An_answer_is_compressed_for_those_who_ask(string encoding)
    {
        var plain = await (await GetAsync()).Content.ReadAsStringAsync();

        var answer = await GetAsync(acceptEncoding: encoding);

        answer.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream unpacked =
            encoding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : new BrotliStream(body, CompressionMode.Decompress);
        var same = await JsonSerializer.DeserializeAsync<JsonElement>(unpacked);
        same.GetRawText().ShouldBe(plain);
    }

    [Fact]
    public async Task An_answer_that_is_not_compressed_tells_its_length()
    {
        var answer = await GetAsync();

        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
        answer.Headers.TransferEncodingChunked.ShouldNotBe(true);
        answer.Content.Headers.ContentLength.ShouldBe((await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    private async Task<HttpResponseMessage> GetAsync(string? ifNoneMatch = null, string? acceptEncoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/tickets/user/{Ada}");
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        if (acceptEncoding is not null)
            request.Headers.AcceptEncoding.ParseAdd(acceptEncoding);
        return await _client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}

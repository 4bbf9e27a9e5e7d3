using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class StoringEventsAtOnce : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private Platform _platform = null!;

    public async Task InitializeAsync() => _platform = await Platform.StartAsync();

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task An_event_whose_parts_export_and_audits_number_differently_is_stored_once()
    {
        var (stored, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var export = AddAsync(
            Comment(position: 0),
            async () =>
            {
                stored.SetResult();
                await commit.Task;
            }
        );
        await stored.Task;

        var audits = AddAsync(Comment(position: 2), () => Task.CompletedTask);
        await _platform.UntilSomebodyWaitsForALockAsync();
        commit.SetResult();

        (await export, await audits).ShouldBe((1, 0));
    }

    private Task<int> AddAsync(RecordedFact fact, Func<Task> beforeCommit) =>
        _platform.WithAsync<IServiceProvider, int>(scope =>
            scope
                .GetRequiredService<ITicketPlatformDb>()
                .InTransactionAsync(
                    async token =>
                    {
                        var added = await scope.GetRequiredService<ITicketFacts>().AddAsync([fact], token);
                        await beforeCommit();
                        return added;
                    },
                    CancellationToken.None
                )
        );

    private static RecordedFact Comment(int position) =>
        new(EventId: 1, position, TicketId: 7, Noon, ActorId: 1, FactKind.Comment, From: null, To: null, IsPublic: true);
}

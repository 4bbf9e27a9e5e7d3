using TicketPlatform.Domain.Reconciliation;

namespace TicketPlatform.Domain.Tests.Reconciliation;

public sealed class AuditingByNight
{
    private static readonly DateTimeOffset Night = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_audit_waits_for_no_night() => MirrorAudit.IsDue(null, Night.AddHours(10)).ShouldBeTrue();

    [Theory]
    [InlineData(-1, 0, true)]
    [InlineData(-1, 23.9, true)]
    [InlineData(-1, -0.1, false)]
    [InlineData(0, 23.9, false)]
    [InlineData(0, 24, true)]
    [InlineData(10, 23.9, false)]
    [InlineData(10, 24, true)]
    [InlineData(-0.1, 0.5, true)]
    public void One_is_due_in_every_night_however_late_the_one_before_began(double lastHours, double nowHours, bool due) =>
        MirrorAudit.IsDue(Night.AddHours(lastHours), Night.AddHours(nowHours)).ShouldBe(due);

    [Fact]
    public void It_adds_up_what_it_walks_past()
    {
        var audit = new MirrorAudit(Night);

        audit.Advance(new AuditedStretch(100, IsLast: false, 90, 9, 8, 7, 6));
        audit.Advance(new AuditedStretch(150, IsLast: true, 50, 5, 4, 3, 2));
        audit.Finish(absent: 10, Night.AddMinutes(1));

        (audit.Position, audit.Stored, audit.WithOwner, audit.Deleted, audit.Scrubbed, audit.MergedAway, audit.Absent).ShouldBe(
            (150, 140, 14, 12, 10, 8, 10)
        );
        audit.FinishedAt.ShouldBe(Night.AddMinutes(1));
    }
}

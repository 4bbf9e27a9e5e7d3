using FsCheck;
using FsCheck.Fluent;
using TicketPlatform.Domain.Kernel;

namespace TicketPlatform.Domain.Tests.Kernel;

public sealed class ContinuingLists
{
    [Fact]
    public void A_cursor_gives_back_the_keys_it_was_made_from() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<long, long>(
                (key, id) =>
                    PageCursor.Read("list", PageCursor.Write("list", $"{key}", $"{id}"), keys: 2)!.SequenceEqual([$"{key}", $"{id}"])
            )
        );

    [Fact]
    public void A_changed_cursor_is_refused_wherever_it_was_changed()
    {
        var cursor = PageCursor.Write("list", "1772452800000000", "42");

        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            PageCursor.Read("list", changed, keys: 2).ShouldBeNull(changed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("not base 64!")]
    public void What_is_no_cursor_is_refused(string text) => PageCursor.Read("list", text, keys: 2).ShouldBeNull();

    [Fact]
    public void A_cursor_of_another_question_is_refused() =>
        PageCursor.Read("other list", PageCursor.Write("list", "1", "2"), keys: 2).ShouldBeNull();
}

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>
/// A test that makes a database hang, which only a stopped process does truly: it keeps its connections and answers nothing. Where
/// the system cannot stop one, no stand-in would show the same.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignalsFactAttribute : FactAttribute
{
    public SignalsFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no signal that stops a process.";
    }
}

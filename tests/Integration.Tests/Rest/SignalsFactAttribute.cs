namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>A test that stops processes by signals, where the system has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignalsFactAttribute : FactAttribute
{
    public SignalsFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no signal that stops a process.";
    }
}

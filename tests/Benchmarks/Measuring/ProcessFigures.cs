using System.Buffers.Binary;

namespace TicketPlatform.Benchmarks.Measuring;

/// <summary>What one process has used since its start.</summary>
/// <param name="AllocatedBytes">On the managed heap, collected or not.</param>
/// <param name="Cpu">User and kernel time of all its threads.</param>
/// <param name="PeakBytes">The most physical memory it ever held.</param>
internal readonly record struct ProcessFigures(long AllocatedBytes, TimeSpan Cpu, long PeakBytes)
{
    public const int Length = 3 * sizeof(long);

    public byte[] Write()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, AllocatedBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Cpu.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), PeakBytes);
        return bytes;
    }

    public static ProcessFigures Read(ReadOnlySpan<byte> bytes) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..])
        );
}

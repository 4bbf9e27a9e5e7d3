using System.Numerics;

namespace TicketPlatform.Benchmarks.Load;

/// <summary>Counts durations in microseconds in buckets whose width is at most 1/128 of their value.</summary>
internal sealed class LatencyHistogram
{
    private const int Precision = 7;
    private const int Exact = 2 << Precision;

    private readonly long[] _counts = new long[(64 - Precision) << Precision];

    public long Count { get; private set; }

    public void Record(TimeSpan latency)
    {
        _counts[BucketOf(Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond))]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
            _counts[bucket] += other._counts[bucket];
        Count += other.Count;
    }

    /// <summary>The latency that the given share (0 to 1) of all requests did not exceed.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted && seen > 0)
                return TimeSpan.FromMicroseconds(HighestOf(bucket));
        }
        return TimeSpan.Zero;
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < Exact)
            return (int)microseconds;
        var shift = BitOperations.Log2((ulong)microseconds) - Precision;
        return (shift << Precision) + (int)(microseconds >> shift);
    }

    private static long HighestOf(int bucket)
    {
        if (bucket < Exact)
            return bucket;
        var shift = (bucket >> Precision) - 1;
        return ((bucket - ((long)shift << Precision) + 1) << shift) - 1;
    }
}

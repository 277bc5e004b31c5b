using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Diffs.Positions;

/// <summary>
/// Eight entries at a time. The places of the ones come from counting trailing zeros; the rest goes as in
/// <see cref="Avx512RiceDecoder"/>, with a byte shuffle inside each half of a register.
/// </summary>
internal sealed class Avx2RiceDecoder : VectorRiceDecoder
{
    private const int Lanes = 8;

    /// <summary>Whether this processor has AVX2 and BMI1.</summary>
    public static bool IsSupported => Avx2.IsSupported && Bmi1.X64.IsSupported;

    /// <inheritdoc/>
    public override string Name => "avx2";

    /// <inheritdoc/>
    protected override int LoadBytes => Vector128<byte>.Count;

    /// <inheritdoc/>
    protected override int LastLoadedEntry(int count) => (count - 1) / Lanes * Lanes + Lanes / 2;

    /// <inheritdoc/>
    protected override void FindOnes(ReadOnlySpan<byte> unary, int first, int count, Span<ushort> ones)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(unary);
        var word = words[0] & ulong.MaxValue << first;
        var (found, at) = (0, 0);
        ref var target = ref MemoryMarshal.GetReference(ones);
        while (true)
        {
            for (; word != 0; word = Bmi1.X64.ResetLowestSetBit(word))
                Unsafe.Add(ref target, found++) = (ushort)(at * 64 + BitOperations.TrailingZeroCount(word));
            if (found >= count) return;
            if (++at > MaxWords) throw RiceCursor.TooLong();
            word = words[at];
        }
    }

    /// <inheritdoc/>
    protected override uint Combine(in RiceCursor cursor, int k, ReadOnlySpan<ushort> ones, Span<int> indices)
    {
        var lane = Vector256<uint>.Indices;
        var lowBit = lane * (uint)k + Vector256.Create((uint)(cursor.LowBit & 7));
        var shift = lowBit & Vector256.Create(7u);
        // The upper four lanes are loaded from the byte that holds the first bit of lane 4.
        var upper = (int)(lowBit[Lanes / 2] >> 3);
        var loadedFrom = Vector256.Create(Vector128<uint>.Zero, Vector128.Create((uint)upper));
        var bytes = (((lowBit >> 3) - loadedFrom) * 0x0101_0101u + Vector256.Create(0x0302_0100u)).AsByte();
        var mask = Vector256.Create((1u << k) - 1);
        // A lane's (ones − j) · 2ᵏ + j + 1, where j counts on by 8 from group to group.
        var offset = Vector256.Create((uint)cursor.Previous + 1) + lane;
        var j = lane + Vector256.Create((uint)(cursor.UnaryBit & 63));
        var step = Vector256.Create((uint)Lanes);
        var lastLane = Vector256.Create((uint)Lanes - 1);
        var sum = Vector256<uint>.Zero;
        var count = indices.Length;
        ref var low = ref Unsafe.Add(ref MemoryMarshal.GetReference(cursor.Low), (nint)(cursor.LowBit >> 3));
        ref var one = ref MemoryMarshal.GetReference(ones);
        ref var target = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(indices));
        for (var group = 0; ; group += Lanes)
        {
            var at = group / 8 * k;
            var window = Vector256.Create(
                Vector128.LoadUnsafe(ref low, (nuint)at), Vector128.LoadUnsafe(ref low, (nuint)(at + upper)));
            var value = Avx2.Shuffle(window, bytes).AsUInt32();
            var prefix = PrefixSum(Avx2.ShiftRightLogicalVariable(value, shift) & mask) + sum;
            var quotient = Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref one, (nuint)group)).AsUInt32() - j;
            var index = (quotient << k) + prefix + offset;
            var left = count - group;
            if (left <= Lanes)
            {
                for (var i = 0; i < left; i++) Unsafe.Add(ref target, group + i) = index[i];
                return prefix[left - 1];
            }

            index.StoreUnsafe(ref target, (nuint)group);
            sum = Avx2.PermuteVar8x32(prefix, lastLane);
            (j, offset) = (j + step, offset + step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> PrefixSum(Vector256<uint> x)
    {
        x += Avx2.ShiftLeftLogical128BitLane(x, 4);
        x += Avx2.ShiftLeftLogical128BitLane(x, 8);
        var lowerTotal = Avx2.PermuteVar8x32(x, Vector256.Create(3u));
        return x + Avx2.Blend(Vector256<uint>.Zero, lowerTotal, 0xF0);
    }
}

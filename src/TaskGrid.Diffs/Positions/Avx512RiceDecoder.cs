using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Diffs.Positions;

/// <summary>
/// Sixteen entries at a time. The places of the ones come from compressing the numbers 0 to 63 by each word of the
/// unary stream; the low bits from a byte permutation and a shift for each lane.
/// </summary>
internal sealed class Avx512RiceDecoder : VectorRiceDecoder
{
    private const int Lanes = 16;

    /// <summary>Whether this processor has AVX-512 with VBMI2.</summary>
    public static bool IsSupported => Avx512Vbmi2.IsSupported && Avx512Vbmi.IsSupported && Avx512BW.IsSupported;

    /// <inheritdoc/>
    public override string Name => "avx512";

    /// <inheritdoc/>
    protected override int LoadBytes => Vector512<byte>.Count;

    /// <inheritdoc/>
    protected override int LastLoadedEntry(int count) => (count - 1) / Lanes * Lanes;

    /// <inheritdoc/>
    protected override void FindOnes(ReadOnlySpan<byte> unary, int first, int count, Span<ushort> ones)
    {
        var numbers = Vector512<byte>.Indices;
        var bitOfLane = Vector512.Create(0x8040_2010_0804_0201UL).AsByte();
        var byteOfLane = Avx512BW.ShiftRightLogical(numbers.AsUInt16(), 3).AsByte() & Vector512.Create((byte)7);
        var words = MemoryMarshal.Cast<byte, ulong>(unary);
        var word = words[0] & ulong.MaxValue << first;
        var (found, at) = (0, 0);
        ref var target = ref MemoryMarshal.GetReference(ones);
        while (true)
        {
            var start = Vector512.Create((ushort)(at * 64));
            var mask = Avx512Vbmi.PermuteVar64x8(Vector512.Create(word).AsByte(), byteOfLane) & bitOfLane;
            var places = Avx512Vbmi2.Compress(
                Vector512<byte>.Zero, Vector512.Equals(mask, bitOfLane), numbers);
            (Avx512BW.ConvertToVector512UInt16(places.GetLower()) + start).StoreUnsafe(ref target, (nuint)found);
            var inWord = (int)Popcnt.X64.PopCount(word);
            if (inWord > 32)
            {
                (Avx512BW.ConvertToVector512UInt16(places.GetUpper()) + start)
                    .StoreUnsafe(ref target, (nuint)found + 32);
            }

            found += inWord;
            if (found >= count) return;
            if (++at > MaxWords) throw RiceCursor.TooLong();
            word = words[at];
        }
    }

    /// <inheritdoc/>
    protected override uint Combine(in RiceCursor cursor, int k, ReadOnlySpan<ushort> ones, Span<int> indices)
    {
        var lane = Vector512<uint>.Indices;
        var lowBit = lane * (uint)k + Vector512.Create((uint)(cursor.LowBit & 7));
        var shift = lowBit & Vector512.Create(7u);
        // Four consecutive bytes for each lane, starting with the one that holds its first bit.
        var bytes = (lowBit >> 3) * 0x0101_0101u + Vector512.Create(0x0302_0100u);
        var mask = Vector512.Create((1u << k) - 1);
        var lastLane = Vector512.Create((uint)Lanes - 1);
        // A lane's (ones − j) · 2ᵏ + j + 1, where j counts on by 16 from group to group.
        var offset = Vector512.Create((uint)cursor.Previous + 1) + lane;
        var j = lane + Vector512.Create((uint)(cursor.UnaryBit & 63));
        var step = Vector512.Create((uint)Lanes);
        var sum = Vector512<uint>.Zero;
        var count = indices.Length;
        ref var low = ref Unsafe.Add(ref MemoryMarshal.GetReference(cursor.Low), (nint)(cursor.LowBit >> 3));
        ref var one = ref MemoryMarshal.GetReference(ones);
        ref var target = ref Unsafe.As<int, uint>(ref MemoryMarshal.GetReference(indices));
        for (var group = 0; ; group += Lanes)
        {
            var window = Vector512.LoadUnsafe(ref low, (nuint)(group / 8 * k));
            var value = Avx512Vbmi.PermuteVar64x8(window, bytes.AsByte()).AsUInt32();
            var prefix = PrefixSum(Avx512F.ShiftRightLogicalVariable(value, shift) & mask) + sum;
            var quotient = Avx512F.ConvertToVector512UInt32(Vector256.LoadUnsafe(ref one, (nuint)group)) - j;
            var index = (quotient << k) + prefix + offset;
            var left = count - group;
            if (left <= Lanes)
            {
                if (left == Lanes) index.StoreUnsafe(ref target, (nuint)group);
                else StoreSome(index, indices[group..]);
                return prefix[left - 1];
            }

            index.StoreUnsafe(ref target, (nuint)group);
            sum = Avx512F.PermuteVar16x32(prefix, lastLane);
            (j, offset) = (j + step, offset + step);
        }
    }

    private static void StoreSome(Vector512<uint> values, Span<int> target)
    {
        Span<int> all = stackalloc int[Lanes];
        values.AsInt32().CopyTo(all);
        all[..target.Length].CopyTo(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> PrefixSum(Vector512<uint> x)
    {
        x += Avx512F.AlignRight32(x, Vector512<uint>.Zero, 15);
        x += Avx512F.AlignRight32(x, Vector512<uint>.Zero, 14);
        x += Avx512F.AlignRight32(x, Vector512<uint>.Zero, 12);
        return x + Avx512F.AlignRight32(x, Vector512<uint>.Zero, 8);
    }
}

// Tile instructions: Intel SDM, volume 2; intrinsics as in the Intel intrinsics guide. A tile has 16 rows of 64 bytes.
// TDPBF16PS multiplies a left tile [16 rows, 32 depth] with a right tile that holds pairs of depth beside each other:
// [16 pairs, 16 columns, 2].
#include "amx_gemm.h"

#include <ATen/Parallel.h>

#include <cstdlib>
#include <memory>

#if defined(__x86_64__) && defined(__linux__)

#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TILE_CODE __attribute__((target("amx-tile,amx-bf16,avx512f,avx512bw,avx512vl,avx512bf16")))

namespace taskgrid::amx {
namespace {

constexpr int64_t kSide = 16;                        // rows or columns of a tile
constexpr int64_t kDepth = 32;                       // depth of a tile
constexpr int64_t kTile = kSide * kDepth;            // elements of a tile
constexpr int64_t kBlock = 2 * kSide;                // rows and columns that one pass over the depth computes
constexpr int64_t kChunkRows = 128, kChunkColumns = 256;  // of one task: both operands' parts stay in the L2 cache

int64_t divide_up(int64_t value, int64_t by) { return (value + by - 1) / by; }

bool detect() {
  const char* wish = std::getenv("TASKGRID_AMX");
  if (wish && wish[0] == '0') return false;
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
  const unsigned deepest = a;
  const bool amx = (d >> 22 & 1) && (d >> 24 & 1), avx512 = (b >> 16 & 1) && (b >> 30 & 1) && (b >> 31 & 1);
  if (!amx || !avx512 || deepest < 1) return false;
  __get_cpuid_count(7, 1, &a, &b, &c, &d);
  if (!(a >> 5 & 1)) return false;
  const bool hidden = !__get_cpuid_count(0x1D, 0, &a, &b, &c, &d) || a == 0;
  if (!hidden && !(wish && wish[0] == '1')) return false;
  // Linux gives tile data to processes that ask: ARCH_REQ_XCOMP_PERM (0x1023) for XFEATURE_XTILEDATA (18).
  return syscall(SYS_arch_prctl, 0x1023, 18) == 0;
}

struct alignas(64) TileConfig {
  uint8_t palette = 1, start_row = 0, reserved[14] = {};
  uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};

// Packed operands: [outer / 16][depth / 32] tiles, padded with zeros to whole blocks.
struct Packed {
  explicit Packed(int64_t outer, int64_t depth)
      : outer_tiles(2 * divide_up(outer, kBlock)),
        depth_tiles(divide_up(depth, kDepth)),
        memory(static_cast<bf16*>(std::aligned_alloc(64, sizeof(bf16) * kTile * outer_tiles * depth_tiles)),
               std::free) {
    if (!memory) throw std::bad_alloc();
  }

  bf16* tile(int64_t outer, int64_t depth) const { return memory.get() + (outer * depth_tiles + depth) * kTile; }

  int64_t outer_tiles, depth_tiles;
  std::unique_ptr<bf16, void (*)(void*)> memory;
};

TILE_CODE inline void transpose(__m512i* r) {
  __m512i t[16];
  for (int i = 0; i < 16; i += 2) {
    t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
  }
  for (int i = 0; i < 16; i += 4) {
    r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
    r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
    r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
    r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
  for (int i = 0; i < 4; i++) {
    t[i] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
    t[i + 4] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xdd);
    t[i + 8] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
    t[i + 12] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xdd);
  }
  for (int i = 0; i < 4; i++) {
    r[i] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88);
    r[i + 8] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0xdd);
    r[i + 4] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0x88);
    r[i + 12] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0xdd);
  }
}

// One tile of a source [outer, depth]: rows of 32.
TILE_CODE inline void load_rows(const bf16* source, int64_t outer, int64_t depth, int64_t o, int64_t d, __m512i* r) {
  const int64_t width = std::min(kDepth, depth - d);
  const __mmask32 mask = width == kDepth ? ~0u : (1u << width) - 1;
  for (int64_t i = 0; i < kSide; i++) {
    r[i] = o + i < outer ? _mm512_maskz_loadu_epi16(mask, source + (o + i) * depth + d) : _mm512_setzero_si512();
  }
}

// One tile of a source [depth, outer]: 16 pairs of rows, their elements beside each other.
TILE_CODE inline void load_pairs(const bf16* source, int64_t outer, int64_t depth, int64_t o, int64_t d, __m512i* r) {
  const int64_t width = std::min(kSide, outer - o);
  const __mmask16 mask = width <= 0 ? 0 : static_cast<__mmask16>((1u << width) - 1);
  for (int64_t i = 0; i < kSide; i++) {
    const int64_t row = d + 2 * i;
    const __m256i first = row < depth ? _mm256_maskz_loadu_epi16(mask, source + row * outer + o) : __m256i{};
    const __m256i second = row + 1 < depth ? _mm256_maskz_loadu_epi16(mask, source + (row + 1) * outer + o) : __m256i{};
    r[i] = _mm512_or_si512(_mm512_cvtepu16_epi32(first), _mm512_slli_epi32(_mm512_cvtepu16_epi32(second), 16));
  }
}

// Left tiles hold rows, right tiles pairs; a source that lies the other way is turned in registers.
TILE_CODE void pack_tiles(Operand operand, bool right, int64_t outer, int64_t depth, Packed& packed, int64_t begin,
                          int64_t end) {
  const bool pairs = operand.transposed != right;
  for (int64_t o = begin; o < end; o++) {
    for (int64_t d = 0; d < packed.depth_tiles; d++) {
      __m512i tile[16];
      if (pairs) load_pairs(operand.data, outer, depth, o * kSide, d * kDepth, tile);
      else load_rows(operand.data, outer, depth, o * kSide, d * kDepth, tile);
      if (pairs != right) transpose(tile);
      bf16* target = packed.tile(o, d);
      for (int i = 0; i < 16; i++) _mm512_store_si512(target + i * kDepth, tile[i]);
    }
  }
}

Packed pack(Operand operand, bool right, int64_t outer, int64_t depth) {
  Packed packed(outer, depth);
  at::parallel_for(0, packed.outer_tiles, 4, [&](int64_t begin, int64_t end) {
    pack_tiles(operand, right, outer, depth, packed, begin, end);
  });
  return packed;
}

// Adds the bias to a block [32, 32] and rounds it to the nearest bfloat16, ties to even.
TILE_CODE inline void store_block(const float* block, int64_t rows, int64_t columns, int64_t r, int64_t c,
                                  const bf16* bias, bf16* out) {
  for (int64_t half = 0; half < 2; half++) {
    const int64_t column = c + half * kSide, width = std::min(kSide, columns - column);
    if (width <= 0) return;
    const __mmask16 mask = static_cast<__mmask16>((1u << width) - 1);
    __m512 offset = _mm512_setzero_ps();
    if (bias) {
      const __m512i bits = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(mask, bias + column));
      offset = _mm512_castsi512_ps(_mm512_slli_epi32(bits, 16));
    }
    for (int64_t i = 0; i < std::min(kBlock, rows - r); i++) {
      const __m512 sum = _mm512_add_ps(_mm512_load_ps(block + i * kBlock + half * kSide), offset);
      const __m256bh rounded = _mm512_cvtneps_pbh(sum);
      _mm256_mask_storeu_epi16(out + (r + i) * columns + column, mask, reinterpret_cast<const __m256i&>(rounded));
    }
  }
}

TILE_CODE void compute_block(const Packed& left, const Packed& right, int64_t row_tile, int64_t column_tile,
                             float* block) {
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (int64_t d = 0; d < left.depth_tiles; d++) {
    _tile_loadd(4, left.tile(row_tile, d), 64);
    _tile_loadd(5, left.tile(row_tile + 1, d), 64);
    _tile_loadd(6, right.tile(column_tile, d), 64);
    _tile_loadd(7, right.tile(column_tile + 1, d), 64);
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
  }
  constexpr int64_t stride = kBlock * sizeof(float);
  _tile_stored(0, block, stride);
  _tile_stored(1, block + kSide, stride);
  _tile_stored(2, block + kSide * kBlock, stride);
  _tile_stored(3, block + kSide * kBlock + kSide, stride);
}

struct Product {
  const Packed& left;
  const Packed& right;
  int64_t rows, columns;
  const bf16* bias;
  bf16* out;
};

TILE_CODE void compute_chunks(const Product& product, int64_t begin, int64_t end) {
  const TileConfig config;
  _tile_loadconfig(&config);
  alignas(64) float block[kBlock * kBlock];
  const int64_t across = divide_up(product.columns, kChunkColumns);
  for (int64_t chunk = begin; chunk < end; chunk++) {
    const int64_t first_row = chunk / across * kChunkRows, first_column = chunk % across * kChunkColumns;
    const int64_t last_row = std::min(first_row + kChunkRows, product.rows);
    const int64_t last_column = std::min(first_column + kChunkColumns, product.columns);
    for (int64_t c = first_column; c < last_column; c += kBlock) {
      for (int64_t r = first_row; r < last_row; r += kBlock) {
        compute_block(product.left, product.right, r / kSide, c / kSide, block);
        store_block(block, product.rows, product.columns, r, c, product.bias, product.out);
      }
    }
  }
  _tile_release();
}

}  // namespace

bool usable() {
  static const bool result = detect();
  return result;
}

void multiply(Operand left, Operand right, int64_t rows, int64_t columns, int64_t depth, const bf16* bias, bf16* c) {
  const Packed packed_left = pack(left, false, rows, depth);
  const Packed packed_right = pack(right, true, columns, depth);
  const Product product{packed_left, packed_right, rows, columns, bias, c};
  const int64_t chunks = divide_up(rows, kChunkRows) * divide_up(columns, kChunkColumns);
  at::parallel_for(0, chunks, 1, [&](int64_t begin, int64_t end) { compute_chunks(product, begin, end); });
}

}  // namespace taskgrid::amx

#else

namespace taskgrid::amx {

bool usable() { return false; }

void multiply(Operand, Operand, int64_t, int64_t, int64_t, const bf16*, bf16*) { std::abort(); }

}  // namespace taskgrid::amx

#endif

#include "signal_stack.h"

#if defined(__x86_64__) && defined(__linux__)

#include <cpuid.h>
#include <signal.h>
#include <sys/mman.h>

#include <cstddef>

namespace taskgrid {
namespace {

constexpr size_t kSize = 128 << 10;  // touched pages alone take memory
constexpr size_t kGuard = 4 << 10;   // what runs over it faults instead of writing elsewhere

bool has_tiles() {
  unsigned a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d >> 24 & 1);
}

class DeepStack {
 public:
  DeepStack() noexcept {
    static const bool needed = has_tiles();
    if (!needed || sigaltstack(nullptr, &before_) != 0) return;
    if ((before_.ss_flags & (SS_DISABLE | SS_ONSTACK)) || before_.ss_size >= kSize) return;
    void* memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return;
    mprotect(memory, kGuard, PROT_NONE);
    stack_t deep{};
    deep.ss_sp = memory;
    deep.ss_size = kSize;
    if (sigaltstack(&deep, nullptr) == 0) {
      memory_ = memory;
    } else {
      munmap(memory, kSize);
    }
  }

  // .NET frees the stack that it finds: it finds its own.
  ~DeepStack() {
    if (!memory_) return;
    stack_t now{};
    if (sigaltstack(nullptr, &now) != 0 || now.ss_sp != memory_) return;  // set up by somebody else, who may keep ours
    if (sigaltstack(&before_, nullptr) == 0) munmap(memory_, kSize);
  }

  DeepStack(const DeepStack&) = delete;
  DeepStack& operator=(const DeepStack&) = delete;

 private:
  stack_t before_{};
  void* memory_ = nullptr;
};

}  // namespace

void deepen_signal_stack() noexcept {
  thread_local DeepStack stack;
  (void)stack;
}

}  // namespace taskgrid

#else

namespace taskgrid {
void deepen_signal_stack() noexcept {}
}  // namespace taskgrid

#endif

#include "export.h"

#include <c10/util/Exception.h>

#include <atomic>
#include <cstring>
#include <new>
#include <string>

namespace taskgrid {
namespace {

thread_local std::string last_error;
std::atomic<int64_t> live_tensors{0};

int keep(const char* message) noexcept {
  try {
    last_error = message;
    return kFailed;
  } catch (...) {
    return kOutOfMemory;
  }
}

}  // namespace

int report() noexcept {
  try {
    throw;
  } catch (const c10::Error& error) {
    return keep(error.what_without_backtrace());
  } catch (const std::bad_alloc&) {
    keep("The native library could not allocate memory.");
    return kOutOfMemory;
  } catch (const std::exception& error) {
    return keep(error.what());
  } catch (...) {
    return keep("The native library failed with an exception of an unknown type.");
  }
}

at::Tensor* give(at::Tensor tensor) {
  auto* result = new at::Tensor(std::move(tensor));
  live_tensors.fetch_add(1, std::memory_order_relaxed);
  return result;
}

at::Scalar Number::scalar() const {
  if (kind == 1) return at::Scalar(bits);
  if (kind == 2) return at::Scalar(bits != 0);
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return at::Scalar(value);
}

at::TensorOptions Placement::options() const {
  at::TensorOptions result;
  if (dtype >= 0) result = result.dtype(static_cast<at::ScalarType>(dtype));
  if (device_type >= 0) {
    result = result.device(at::Device(static_cast<at::DeviceType>(device_type),
                                      static_cast<at::DeviceIndex>(device_index)));
  }
  return result;
}

}  // namespace taskgrid

using namespace taskgrid;

// Valid until the next failing call of this thread.
extern "C" __attribute__((visibility("default"))) const char* tg_last_error() { return last_error.c_str(); }

TG_API tg_free(at::Tensor* tensor) {
  live_tensors.fetch_sub(1, std::memory_order_relaxed);
  return guard([&] { delete tensor; });
}

TG_API tg_live_tensors(int64_t* out) {
  *out = live_tensors.load(std::memory_order_relaxed);
  return kOk;
}

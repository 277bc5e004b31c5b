// Threads, devices, random numbers and the version.
#include "export.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <mutex>

using namespace taskgrid;

// Rises when an export changes its signature; the managed side refuses a library with another number.
constexpr int kInterfaceVersion = 2;

TG_API tg_interface_version() { return kInterfaceVersion; }

extern "C" __attribute__((visibility("default"))) const char* tg_torch_version() { return TORCH_VERSION; }

TG_API tg_get_num_threads(int* out) {
  return guard([&] { *out = at::get_num_threads(); });
}

TG_API tg_set_num_threads(int count) {
  return guard([&] { at::set_num_threads(count); });
}

TG_API tg_get_num_interop_threads(int* out) {
  return guard([&] { *out = static_cast<int>(at::get_num_interop_threads()); });
}

TG_API tg_set_num_interop_threads(int count) {
  return guard([&] { at::set_num_interop_threads(count); });
}

TG_API tg_cuda_device_count(int* out) {
  return guard([&] { *out = static_cast<int>(torch::cuda::device_count()); });
}

TG_API tg_manual_seed(int64_t seed) {
  return guard([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

TG_API tg_generator_new(int64_t seed, at::Generator** out) {
  return guard([&] { *out = new at::Generator(at::detail::createCPUGenerator(static_cast<uint64_t>(seed))); });
}

TG_API tg_generator_default(at::Generator** out) {
  return guard([&] { *out = new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

TG_API tg_generator_free(at::Generator* generator) {
  return guard([&] { delete generator; });
}

TG_API tg_generator_seed(at::Generator* generator, int64_t seed) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_current_seed(static_cast<uint64_t>(seed));
  });
}

TG_API tg_generator_initial_seed(at::Generator* generator, int64_t* out) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *out = static_cast<int64_t>(generator->current_seed());
  });
}

TG_API tg_generator_get_state(at::Generator* generator, at::Tensor** out) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    *out = give(generator->get_state());
  });
}

TG_API tg_generator_set_state(at::Generator* generator, const at::Tensor* state) {
  return guard([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    generator->set_state(*state);
  });
}

// Gradients.
#include "export.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

using namespace taskgrid;
using at::Tensor;

namespace {

std::vector<Tensor> tensors(const Tensor* const* items, int count) {
  std::vector<Tensor> result;
  result.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; i++) result.push_back(or_none(items[i]));
  return result;
}

}  // namespace

TG_API tg_grad_enabled(int* out) {
  return guard([&] { *out = c10::GradMode::is_enabled(); });
}

TG_API tg_set_grad_enabled(int enabled) {
  return guard([&] { c10::GradMode::set_enabled(enabled != 0); });
}

// Gives null where the tensor has no gradient.
TG_API tg_grad(const Tensor* x, Tensor** out) {
  return guard([&] {
    const Tensor& gradient = x->grad();
    *out = gradient.defined() ? give(gradient) : nullptr;
  });
}

TG_API tg_set_grad(Tensor* x, const Tensor* gradient) {
  return guard([&] { x->mutable_grad() = or_none(gradient); });
}

TG_API tg_retain_grad(const Tensor* x) {
  return guard([&] { x->retain_grad(); });
}

TG_API tg_detach(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->detach()); });
}

TG_API tg_detach_(Tensor* x) {
  return guard([&] { x->detach_(); });
}

// Without gradients (0) every root is a scalar; without inputs (0) all leaves accumulate.
TG_API tg_backward(const Tensor* const* roots, int root_count, const Tensor* const* gradients, int gradient_count,
                   int retain_graph, int create_graph, const Tensor* const* inputs, int input_count) {
  return guard([&] {
    torch::autograd::backward(tensors(roots, root_count), tensors(gradients, gradient_count), retain_graph != 0,
                              create_graph != 0, tensors(inputs, input_count));
  });
}

// Fills `out`, which has room for input_count tensors; null where an input is unused.
TG_API tg_autograd_grad(const Tensor* const* roots, int root_count, const Tensor* const* inputs, int input_count,
                        const Tensor* const* gradients, int gradient_count, int retain_graph, int create_graph,
                        int allow_unused, Tensor** out) {
  return guard([&] {
    auto results = torch::autograd::grad(tensors(roots, root_count), tensors(inputs, input_count),
                                         tensors(gradients, gradient_count), retain_graph != 0, create_graph != 0,
                                         allow_unused != 0);
    for (size_t i = 0; i < results.size(); i++) out[i] = results[i].defined() ? give(results[i]) : nullptr;
  });
}

// torch.nn.functional.linear in bfloat16 over AMX tiles, forward and backward.
#include "amx_linear.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/custom_function.h>

#include "amx_gemm.h"

namespace taskgrid::amx {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr int64_t kSmallest = 16;  // Below that, packing costs more than the product.

const bf16* read(const Tensor& tensor) { return static_cast<const bf16*>(tensor.data_ptr()); }

// All operands are contiguous matrices.
Tensor product(Operand left, Operand right, int64_t rows, int64_t columns, int64_t depth, const Tensor& bias,
               const Tensor& model) {
  Tensor out = at::empty({rows, columns}, model.options());
  multiply(left, right, rows, columns, depth, bias.defined() ? read(bias) : nullptr,
           static_cast<bf16*>(out.data_ptr()));
  return out;
}

Tensor forward(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const auto rows = x.numel() / x.size(-1);
  Tensor y = product({read(x), false}, {read(weight), true}, rows, weight.size(0), weight.size(1), bias, x);
  auto shape = x.sizes().vec();
  shape.back() = weight.size(0);
  return y.view(shape);
}

struct Linear : torch::autograd::Function<Linear> {
  static Tensor forward(AutogradContext* context, Tensor x, Tensor weight, c10::optional<Tensor> bias, bool wants_x,
                        bool wants_weight, bool wants_bias) {
    context->save_for_backward({wants_weight ? x : Tensor(), wants_x ? weight : Tensor()});
    context->saved_data["shape"] = x.sizes().vec();
    context->saved_data["bias"] = wants_bias;
    return amx::forward(x, weight, bias ? *bias : Tensor());
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto shape = context->saved_data["shape"].toIntVector();
    const int64_t depth = shape.back();
    const Tensor g = gradients[0].reshape({-1, gradients[0].size(-1)}).contiguous();
    const int64_t rows = g.size(0), columns = g.size(1);
    Tensor x_gradient, weight_gradient, bias_gradient;
    if (saved[1].defined()) {
      x_gradient = product({read(g), false}, {read(saved[1]), false}, rows, depth, columns, Tensor(), g).view(shape);
    }
    if (saved[0].defined()) {
      weight_gradient = product({read(g), true}, {read(saved[0]), false}, columns, depth, rows, Tensor(), g);
    }
    if (context->saved_data["bias"].toBool()) bias_gradient = g.sum(0);
    return {x_gradient, weight_gradient, bias_gradient, Tensor(), Tensor(), Tensor()};
  }
};

bool fits(const Tensor& tensor) { return tensor.is_cpu() && tensor.scalar_type() == at::kBFloat16; }

}  // namespace

bool takes(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  return fits(x) && fits(weight) && (!bias.defined() || (fits(bias) && bias.dim() == 1)) && x.dim() >= 1 &&
         weight.dim() == 2 && x.size(-1) == weight.size(1) && (!bias.defined() || bias.size(0) == weight.size(0)) &&
         weight.size(0) >= kSmallest && weight.size(1) >= kSmallest && x.numel() / weight.size(1) >= kSmallest &&
         usable();
}

Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const Tensor xc = x.contiguous(), wc = weight.contiguous(), bc = bias.defined() ? bias.contiguous() : bias;
  const bool recorded = c10::GradMode::is_enabled();
  const bool wants_x = recorded && xc.requires_grad(), wants_weight = recorded && wc.requires_grad();
  const bool wants_bias = recorded && bc.defined() && bc.requires_grad();
  if (!wants_x && !wants_weight && !wants_bias) return forward(xc, wc, bc);
  const auto given = bc.defined() ? c10::optional<Tensor>(bc) : c10::nullopt;
  return Linear::apply(xc, wc, given, wants_x, wants_weight, wants_bias);
}

}  // namespace taskgrid::amx

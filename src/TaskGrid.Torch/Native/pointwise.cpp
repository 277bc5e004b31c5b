// Element by element: arithmetic, functions of one value, comparisons.
#include "export.h"

using namespace taskgrid;
using at::Tensor;

#define UNARY(name)                                            \
  TG_API tg_##name(const Tensor* x, Tensor** out) {            \
    return guard([&] { *out = give(x->name()); });             \
  }

#define UNARY_IN_PLACE(name)                                   \
  TG_API tg_##name(Tensor* x) {                                \
    return guard([&] { x->name(); });                          \
  }

#define BINARY(name)                                                             \
  TG_API tg_##name(const Tensor* x, const Tensor* y, Tensor** out) {             \
    return guard([&] { *out = give(x->name(*y)); });                             \
  }                                                                              \
  TG_API tg_##name##_number(const Tensor* x, Number y, Tensor** out) {           \
    return guard([&] { *out = give(x->name(y.scalar())); });                     \
  }

#define BINARY_IN_PLACE(name)                                                    \
  TG_API tg_##name(Tensor* x, const Tensor* y) {                                 \
    return guard([&] { x->name(*y); });                                          \
  }                                                                              \
  TG_API tg_##name##_number(Tensor* x, Number y) {                               \
    return guard([&] { x->name(y.scalar()); });                                  \
  }

UNARY(abs)
UNARY(sqrt)
UNARY(rsqrt)
UNARY(reciprocal)
UNARY(exp)
UNARY(log)
UNARY(log2)
UNARY(exp2)
UNARY(neg)
UNARY(sigmoid)
UNARY(tanh)
UNARY(erf)
UNARY(relu)
UNARY(isfinite)
UNARY(isnan)
UNARY(logical_not)

UNARY_IN_PLACE(abs_)
UNARY_IN_PLACE(sqrt_)
UNARY_IN_PLACE(exp_)
UNARY_IN_PLACE(floor_)
UNARY_IN_PLACE(sigmoid_)
UNARY_IN_PLACE(zero_)

BINARY(mul)
BINARY(div)
BINARY(pow)
BINARY(eq)
BINARY(ne)
BINARY(lt)
BINARY(le)
BINARY(gt)
BINARY(ge)

BINARY_IN_PLACE(mul_)
BINARY_IN_PLACE(div_)

TG_API tg_add(const Tensor* x, const Tensor* y, Number alpha, Tensor** out) {
  return guard([&] { *out = give(x->add(*y, alpha.scalar())); });
}

TG_API tg_add_number(const Tensor* x, Number y, Number alpha, Tensor** out) {
  return guard([&] { *out = give(x->add(y.scalar(), alpha.scalar())); });
}

TG_API tg_add_(Tensor* x, const Tensor* y, Number alpha) {
  return guard([&] { x->add_(*y, alpha.scalar()); });
}

TG_API tg_add__number(Tensor* x, Number y, Number alpha) {
  return guard([&] { x->add_(y.scalar(), alpha.scalar()); });
}

TG_API tg_sub(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->sub(*y)); });
}

TG_API tg_sub_number(const Tensor* x, Number y, Tensor** out) {
  return guard([&] { *out = give(x->sub(y.scalar())); });
}

TG_API tg_sub_(Tensor* x, const Tensor* y) {
  return guard([&] { x->sub_(*y); });
}

TG_API tg_sub__number(Tensor* x, Number y) {
  return guard([&] { x->sub_(y.scalar()); });
}

TG_API tg_addcmul_(Tensor* x, const Tensor* a, const Tensor* b, Number value) {
  return guard([&] { x->addcmul_(*a, *b, value.scalar()); });
}

TG_API tg_addcdiv_(Tensor* x, const Tensor* a, const Tensor* b, Number value) {
  return guard([&] { x->addcdiv_(*a, *b, value.scalar()); });
}

TG_API tg_fill_(Tensor* x, Number value) {
  return guard([&] { x->fill_(value.scalar()); });
}

namespace {

c10::optional<at::Scalar> bound(Number number) {
  return number.given() ? c10::optional<at::Scalar>(number.scalar()) : c10::nullopt;
}

}  // namespace

TG_API tg_clamp(const Tensor* x, Number min, Number max, Tensor** out) {
  return guard([&] { *out = give(x->clamp(bound(min), bound(max))); });
}

TG_API tg_clamp_(Tensor* x, Number min, Number max) {
  return guard([&] { x->clamp_(bound(min), bound(max)); });
}

TG_API tg_maximum(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->maximum(*y)); });
}

TG_API tg_minimum(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->minimum(*y)); });
}

TG_API tg_logical_and(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->logical_and(*y)); });
}

TG_API tg_bitwise_and_(Tensor* x, const Tensor* y) {
  return guard([&] { x->bitwise_and_(*y); });
}

TG_API tg_bitwise_xor_(Tensor* x, const Tensor* y) {
  return guard([&] { x->bitwise_xor_(*y); });
}

TG_API tg_bitwise_right_shift(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->bitwise_right_shift(*y)); });
}

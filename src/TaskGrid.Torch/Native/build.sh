#!/bin/sh
# Compiles the native half of TaskGrid.Torch against a libtorch:  build.sh OUTPUT.so [OBJECT_FOLDER]
# LIBTORCH names a folder with include/ and lib/ (a release of libtorch, or site-packages/torch); empty means Debian's
# libtorch-dev. CXX, CXXFLAGS are honoured.
set -eu

output=$1
objects=${2:-$(dirname "$output")/native}
sources=$(dirname "$0")
cxx=${CXX:-g++}

fail() {
    echo "taskgrid-torch: error TGN001: $1" >&2
    exit 1
}

command -v "$cxx" > /dev/null || fail "the C++ compiler '$cxx' is missing. Run ./taskgrid setup (apt-get install g++)."

if [ -n "${LIBTORCH:-}" ]; then
    remedy="LIBTORCH is '$LIBTORCH': it must hold include/ and lib/ of a libtorch 1.13 or newer."
    folder=$(cd "$LIBTORCH" 2> /dev/null && pwd) || fail "there is no folder of libtorch. $remedy"
    include=$folder/include
    own=$include
    library=$folder/lib
else
    include=/usr/include
    own= # The compiler searches it anyway: naming it again would break the standard headers.
    library=$(dirname "$(ls /usr/lib/*/libtorch_cpu.so /usr/lib/libtorch_cpu.so 2> /dev/null | head -n 1)")
    remedy="Run ./taskgrid setup (apt-get install libtorch-dev), or set LIBTORCH to a folder of libtorch."
fi
[ -f "$include/ATen/core/Tensor.h" ] || fail "the headers of libtorch are not in '$include'. $remedy"
[ -f "$library/libtorch_cpu.so" ] || fail "libtorch_cpu.so is not in '$library'. $remedy"

# Wheels before 2.7 use the old std::string; libtorch itself tells by its symbols.
abi=0
if grep -q __cxx11 "$library/libc10.so"; then abi=1; fi

cuda=
if [ -f "$library/libtorch_cuda.so" ]; then cuda="-Wl,--no-as-needed -ltorch_cuda -lc10_cuda"; fi

mkdir -p "$objects"
rm -f "$objects"/*.o
# shellcheck disable=SC2016
printf '%s\0' "$sources"/*.cpp | xargs -0 -n 1 -P "$(nproc)" sh -c '
    "$0" -std=c++17 -O2 -fPIC -fvisibility=hidden -Wall -Wno-unknown-pragmas -Wno-maybe-uninitialized \
        -D_GLIBCXX_USE_CXX11_ABI="$3" ${1:+-isystem "$1"} -isystem "$2/torch/csrc/api/include" \
        $5 -c "$6" -o "$4/$(basename "$6" .cpp).o"
' "$cxx" "$own" "$include" "$abi" "$objects" "${CXXFLAGS:-}" || fail "compiling against the libtorch in '$include' failed."

# shellcheck disable=SC2086
"$cxx" -shared -o "$output" "$objects"/*.o -L"$library" -Wl,-rpath,"$library" -Wl,--no-undefined \
    -ltorch_cpu -lc10 $cuda || fail "linking against the libtorch in '$library' failed."

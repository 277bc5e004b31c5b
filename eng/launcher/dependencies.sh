# Finds what the machine lacks, and installs it with apt where that is allowed.

# One line a need: PURPOSE|DEBIAN PACKAGE|WHAT IT IS FOR|TEST THAT IT IS THERE
list_needs() {
    if [[ $TaskGridTensors == system || ${TorchDevice-} == system ]]; then
        [[ -n ${LIBTORCH-} ]] || echo 'build|libtorch-dev|tensors|any_of /usr/include/torch/csrc/api/include/torch/torch.h'
        # The pthread flavour fights with libtorch's OpenMP threads; the reference BLAS is some 20 times slower.
        echo 'build|libopenblas0-openmp|fast matrix products|any_of /usr/lib/*/openblas-openmp/libopenblas.so.0'
        echo 'build|g++|compiling the binding to libtorch|command -v "${CXX:-g++}"'
    fi
    echo 'test|python3-torch|comparing with plain PyTorch|any_of /usr/lib/python3/dist-packages/torch/__init__.py'
    echo 'npm|nodejs|the blob service of the storage tests, the checks of infra/|command -v node'
    echo 'npm|npm|installing them|command -v npm'
    echo 'test|curl|running the examples of docs/http-api.md|command -v curl'
    echo 'test|jq|reading their answers|command -v jq'
    echo 'test|python3-numpy|comparing with NumPy|any_of /usr/lib/python3/dist-packages/numpy/__init__.py'
}

any_of() {
    local path
    for path; do [[ -e $path ]] && return; done
    return 1
}

install_dependencies() { # PURPOSE...: build, test, npm
    local missing=() purpose package reason check
    while IFS='|' read -r purpose package reason check; do
        [[ " $* " == *" $purpose "* ]] || continue
        eval "$check" >/dev/null 2>&1 && continue
        missing+=("$package")
        say "Missing: $package ($reason)"
    done < <(list_needs)
    ((${#missing[@]})) || return 0

    local command=(apt-get install -y --no-install-recommends "${missing[@]}")
    command -v apt-get >/dev/null || fail $exit_environment \
        "This machine has no apt-get: install what is named above by its own means." \
        "A libtorch in a folder of its own is used when LIBTORCH names that folder."
    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo)
        [[ -t 0 ]] || as_root+=(-n) # nobody is there whom it could ask for a password
        "${as_root[@]}" true || fail $exit_environment "Installing needs the administrator's rights. Run:" \
            "sudo apt-get update && sudo ${command[*]}"
    fi

    say "Installing: ${missing[*]} ..."
    make_cache "$cache"
    local log=$cache/install.log
    {
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update \
            && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${command[@]}"
    } >"$log" 2>&1 </dev/null || fail $exit_environment "Installing failed ($log):" "$(tail -n 5 "$log")" \
        "The command was: ${command[*]}"
}

# Builds a project when anything it is made of has changed, one build at a time.

readonly configuration=release

# Each combination of feed and tensors has outputs of its own, as Directory.Build.props says.
outputs() {
    local name=$TaskGridFeed
    [[ $name == partial || $TaskGridTensors != system ]] || name+=-system
    printf '%s' "$name"
}

executable_of() { # PROJECT FOLDER
    local name=${1##*/}
    [[ $name == TaskGrid.Cli ]] && name=taskgrid
    printf '%s' "$root/artifacts/$(outputs)/bin/${1##*/}/$configuration/$name"
}

# Path, size and time of every source file and of libtorch, and every property that changes the build: a file that is
# added, deleted, renamed or touched, or brought back with an old time, gives another value.
build_state() {
    {
        printf '%s\n' "${LIBTORCH-}" "${DOTNET_ROOT-}" "$(feed_question)"
        stat -Lc '%n %s %y' "${LIBTORCH:-/usr}"/lib/{,*/}libtorch_cpu.so 2>/dev/null || true
        find "$root"/{src,benchmarks,samples,tests/Shared,eng/System.IO.Hashing,global.json,nuget.config} "$root"/Directory.* \
            -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort || true # a folder may not exist yet
    } | sha256sum
}

stamp_of() { printf '%s' "$cache/built/${1##*/}.$(outputs)"; }

is_current() { # PROJECT FOLDER
    [[ -x $(executable_of "$1") && $(cat -- "$(stamp_of "$1")" 2>/dev/null) == "$(build_state)" ]]
}

ensure_built() { # PROJECT FOLDER, PURPOSE...
    find_dotnet || true
    known_feed && is_current "$1" && return
    local project=$1
    shift
    require_dotnet
    resolve_feed
    install_dependencies "$@"
    build "$project"
}

# Runs a build under the lock. Descriptors are closed for it, so that a compiler server that outlives it holds neither
# the lock nor the caller's pipes.
dotnet_build() { # WHAT, dotnet build's arguments...
    local log=$cache/build.log
    run_dotnet build "$@" --configuration Release --nologo --verbosity quiet >"$log" 2>&1 </dev/null 9>&- && return
    say "error: The build failed. The whole log: $log"
    # MSBuild repeats its errors in the summary, and names the project behind each.
    local errors
    errors=$(grep -E ' error [A-Za-z0-9]* *:' "$log" | sed 's/ \[[^]]*\]$//' | sort -u | head -n 20 || true)
    say "${errors:-$(tail -n 20 "$log")}"
    exit $exit_failure
}

lock_builds() {
    make_cache "$cache/built"
    exec 9>"$cache/build.lock"
    flock -n 9 && return
    say "Waiting for another build of this folder ..."
    flock 9
}

unlock_builds() { exec 9>&-; }

build() { # PROJECT FOLDER [anew]
    lock_builds
    # The library that libtorch is called through may be damaged without being older than its sources.
    [[ ${2-} != anew ]] \
        || rm -f -- "$cache/built"/*".$(outputs)" "$root/artifacts/$(outputs)/obj/TaskGrid.Torch/native/libtaskgrid_torch.so"
    if ! is_current "$1"; then
        [[ -d $root/$1 ]] || fail $exit_failure "There is no project $1 to build."
        say "Building ${1##*/} ..."
        # Taken before the build: what is edited meanwhile is built the next time.
        local state
        state=$(build_state)
        dotnet_build "$root/$1"
        printf '%s\n' "$state" >"$(stamp_of "$1")"
    fi
    unlock_builds
}

# Shared by every part of the launcher. Expects: root, the repository's folder.

cache=$root/.cache

# The CLI's own exit codes (src/TaskGrid.Cli/Output/ExitCodes.cs), so that a caller reads one list.
readonly exit_failure=1 exit_usage=2 exit_environment=6

# Makes the folder of builds and downloads.
make_cache() { # FOLDER
    mkdir -p "$1" 2>/dev/null && [[ -w $1 ]] || fail $exit_environment "$1 cannot be written to." \
        "What is built and installed goes there and into 'artifacts': copy the repository to a folder of your own."
}

# Everything the launcher itself has to say goes to stderr: stdout belongs to the command that it starts.
say() { printf '%s\n' "$*" >&2; }

fail() { # STATUS LINE...
    local status=$1
    shift
    printf 'error: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '  %s\n' "$@" >&2
    exit "$status"
}

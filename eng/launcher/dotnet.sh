# Finds the .NET SDK, also where it is not on the PATH.

readonly sdk_major=10

# The apphost looks for its runtime in a few fixed places only; DOTNET_ROOT names any other.
find_dotnet() {
    local candidate
    for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT-}/dotnet" "${HOME-}/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
        [[ -x $candidate ]] || continue
        local folder
        folder=$(readlink -f -- "$candidate")
        folder=${folder%/*}
        [[ -d $folder/host/fxr ]] || continue
        export DOTNET_ROOT=${DOTNET_ROOT:-$folder}
        PATH=$folder:$PATH
        return 0
    done
    return 1
}

# Which SDK it is, global.json of this repository says, not one of the caller's folder.
run_dotnet() { (cd -- "$root" && dotnet "$@"); }

require_dotnet() {
    local advice=(
        "Get it from https://dotnet.microsoft.com/download/dotnet/$sdk_major.0, or through your distribution's"
        "package dotnet-sdk-$sdk_major.0 where it has one (Debian: after adding Microsoft's package source)."
        "An SDK outside the usual folders is found through PATH or DOTNET_ROOT."
    )
    find_dotnet || fail $exit_environment "The .NET SDK $sdk_major is not installed." "${advice[@]}"
    local versions
    versions=$(dotnet --list-sdks)
    grep -q "^$sdk_major\." <<<"$versions" || fail $exit_environment \
        "The .NET SDK $sdk_major is needed; installed: $(cut -d' ' -f1 <<<"$versions" | paste -sd ' ')." "${advice[@]}"
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# Finds the .NET SDK, also where it is not on the PATH.

readonly sdk_major=10

# The apphost looks for its runtime in a few fixed places only; DOTNET_ROOT names any other. An older SDK on the PATH
# does not hide the one that is needed.
find_dotnet() {
    local candidate folder
    for candidate in "${DOTNET_ROOT-}/dotnet" "$(command -v dotnet || true)" "${HOME-}/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
        [[ -x $candidate ]] || continue
        folder=$(readlink -f -- "$candidate")
        folder=${folder%/*}
        [[ -d $folder/host/fxr ]] && compgen -G "$folder/sdk/$sdk_major.*" >/dev/null || continue
        export DOTNET_ROOT=$folder
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
    find_dotnet || fail $exit_environment "No .NET SDK $sdk_major was found." "${advice[@]}"
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

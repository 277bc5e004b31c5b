# Decides TaskGridFeed, what the machine's NuGet feed holds, and TaskGridTensors, who brings libtorch
# (docs/adr/0001-feeds.md). Asked once, then remembered.

feed_file=$cache/feed

# The next call asks again; where that gives no clear answer, what was known stays.
forget_feed() { mv -f -- "$feed_file" "$feed_file.old" 2>/dev/null || true; }

recall_feed() { mv -f -- "$feed_file.old" "$feed_file" 2>/dev/null && known_feed; }

# Other wishes are another question: an answer holds only for the ones that it was given for.
feed_question() {
    printf '%s' "${wished_feed-} ${wished_tensors-} ${TorchDevice-} ${OrleansVersion-} ${TorchSharpVersion-} ${MLTokenizersVersion-}"
}

# What the user wishes is kept apart from what is decided.
check_wishes() {
    [[ -v wished_feed ]] && return
    wished_feed=${TaskGridFeed-} wished_tensors=${TaskGridTensors-}
    [[ -z $wished_feed || $wished_feed == partial || $wished_feed == full ]] || fail $exit_usage \
        "TaskGridFeed is '$wished_feed'; it can be partial or full."
    [[ -z $wished_tensors || $wished_tensors == torchsharp || $wished_tensors == system ]] || fail $exit_usage \
        "TaskGridTensors is '$wished_tensors'; it can be torchsharp or system."
    [[ $wished_feed != partial || $wished_tensors != torchsharp ]] || fail $exit_usage \
        "TaskGridTensors=torchsharp needs TaskGridFeed=full."
    # Where TorchSharp is to have libtorch from is a wish for TorchSharp.
    [[ -z ${TorchDevice-} || $wished_feed == partial || -n $wished_tensors ]] || wished_tensors=torchsharp
}

# Sets both from the wishes or the remembered answer; fails when neither tells.
known_feed() {
    check_wishes
    local feed=$wished_feed tensors=$wished_tensors doubt='' question=''
    [[ $feed != partial ]] || tensors=system
    if [[ -z $feed || -z $tensors ]]; then
        { read -r feed tensors doubt && IFS= read -r question; } 2>/dev/null <"$feed_file" || true
        [[ -n $tensors && $question == "$(feed_question)" ]] || return 1
        [[ -z $doubt || -n $(find "$feed_file" -mmin -60) ]] || return 1
    fi
    export TaskGridFeed=$feed TaskGridTensors=$tensors
}

resolve_feed() {
    known_feed && return
    say "Asking the NuGet feed for TorchSharp, Microsoft.ML.Tokenizers and Microsoft.Orleans (once) ..."
    make_cache "$cache"
    local log=$cache/feed-probe.log feed=full tensors=${wished_tensors:-torchsharp} trouble='' doubt='' status=0
    # TorchSharp's package is small, libtorch's is not: whether it loads is asked in between.
    if [[ -z $wished_tensors ]]; then
        feed_holds torchsharp -p:TorchDevice=system || status=$?
        ((status)) || trouble=$(torchsharp_trouble)
        [[ -z $trouble ]] || tensors=system
    fi
    ((status)) || [[ -n $trouble ]] || feed_holds "$tensors" || status=$?
    if ((status)) && lacks_packages && [[ -z $wished_tensors ]]; then
        tensors=system trouble='the feed has no such version' # Orleans may be there without it
        status=0
        feed_holds system || status=$?
    fi
    if lacks_packages; then
        [[ -z $wished_feed ]] || fail $exit_environment \
            "TaskGridFeed=full was asked for, but the feed lacks packages or versions of it ($log):" "$(feed_gaps)"
        feed=partial tensors=system
        say "  not there: the system's libtorch is used instead (feed 'partial')."
    elif ((status)) && recall_feed; then
        say "  no clear answer (see $log): the earlier one stays, feed '$TaskGridFeed'."
        return 0
    elif ((status)); then
        feed=${wished_feed:-partial} tensors=${wished_tensors:-system} doubt=unclear
        say "  no clear answer (see $log): feed '$feed' for an hour; ./taskgrid setup asks again at once."
    else
        [[ -z $trouble ]] || say "  no TorchSharp here ($trouble): the system's libtorch is used instead."
    fi
    export TaskGridFeed=$feed TaskGridTensors=$tensors
    local draft
    draft=$(mktemp -- "$feed_file.XXXXXX")
    printf '%s %s %s\n%s\n' "$feed" "$tensors" "$doubt" "$(feed_question)" >"$draft"
    mv -- "$draft" "$feed_file"
}

feed_holds() { # TENSORS [PROPERTY]
    run_dotnet restore "$root/eng/feed-probe/FeedProbe.proj" -p:TaskGridFeed=full -p:TaskGridTensors="$1" "${@:2}" \
        >"$log" 2>&1 </dev/null
}

# No such package, no such version of it, or only other versions.
lacks_packages() { grep -qE 'error NU(110[0-3]|1603)' "$log"; }

feed_gaps() { grep -oE 'error NU(110[0-3]|1603).*' "$log" | sort -u | head -n 10; }

# What keeps TorchSharp's native library from loading: nothing, if it loads. It is made for one processor, and for a
# C++ runtime that may be newer than the system's.
torchsharp_trouble() {
    local packages library
    packages=$(run_dotnet nuget locals global-packages --list)
    packages=${packages#*: }
    library=$(find "${packages%/}/torchsharp" -path "*/linux-$(processor_name)/native/libLibTorchSharp.so" 2>/dev/null \
        | sort -V | tail -n 1)
    if [[ -z $library ]]; then
        printf 'there is none for %s' "$(uname -m)"
    else
        ldd "$library" 2>&1 | sed -n "s/.*: version \`\(.*\)' not found.*/it needs \1/p" | head -n 1
    fi
}

# This machine's processor in the names of .NET.
processor_name() {
    case $(uname -m) in
        x86_64) echo x64 ;;
        aarch64) echo arm64 ;;
        *) uname -m ;;
    esac
}

# Decides TaskGridFeed: what the machine's NuGet feed holds (docs/adr/0001-feeds.md). Asked once, then remembered.

feed_file=$cache/feed

forget_feed() { rm -f -- "$feed_file"; }

# Other versions are other packages: an answer holds only for the ones that were asked for.
feed_question() {
    printf '%s' "${TorchDevice-} ${OrleansVersion-} ${TorchSharpVersion-} ${MLTokenizersVersion-}"
}

# Sets TaskGridFeed from the environment or the remembered answer; fails when neither is there.
known_feed() {
    if [[ -n ${TaskGridFeed-} ]]; then
        [[ $TaskGridFeed == partial || $TaskGridFeed == full ]] || fail $exit_usage \
            "TaskGridFeed is '$TaskGridFeed'; it can be partial or full."
    else
        local answer='' question=''
        { read -r answer && IFS= read -r question; } 2>/dev/null <"$feed_file" || true
        [[ -n $answer && $question == "$(feed_question)" ]] || return 1
        TaskGridFeed=$answer
    fi
    export TaskGridFeed
}

resolve_feed() {
    known_feed && return
    say "Asking the NuGet feed for TorchSharp, Microsoft.ML.Tokenizers and Microsoft.Orleans (once) ..."
    mkdir -p "$cache"
    local log=$cache/feed-probe.log
    if dotnet restore "$root/eng/feed-probe/FeedProbe.proj" -p:TaskGridFeed=full >"$log" 2>&1 </dev/null; then
        TaskGridFeed=full
    elif grep -qE 'error NU110[0-3]' "$log"; then # no such package, or no such version of it
        TaskGridFeed=partial
        say "  not there: the system's libtorch is used instead (feed 'partial')."
    else
        export TaskGridFeed=partial
        say "  no clear answer (see $log): feed 'partial' for now; the next call asks again."
        return
    fi
    export TaskGridFeed
    local draft
    draft=$(mktemp -- "$feed_file.XXXXXX")
    printf '%s\n%s\n' "$TaskGridFeed" "$(feed_question)" >"$draft"
    mv -- "$draft" "$feed_file"
}

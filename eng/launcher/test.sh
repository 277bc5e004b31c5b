# Runs every test project and ends with one line of sums.

run_tests() { # [PART OF A TEST'S FULL NAME]
    require_dotnet
    resolve_feed
    install_dependencies build test npm

    # infra/azure is compiled by Bicep where its package can be expected; BicepCheck=false leaves it out.
    [[ $TaskGridFeed != full ]] || export BicepCheck=${BicepCheck:-true}
    lock_builds
    install_npm "Azurite, the blob service of the storage tests" tests/azurite artifacts/npm
    install_npm "OpenAI's client for JavaScript" tests/openai-js artifacts/npm-openai
    install_npm "the schemas and parsers that infra/ is checked with" tests/infra artifacts/npm-infra
    say "Building everything ..."
    dotnet_build "$root/TaskGrid.sln"
    # Where TorchSharp's library does not load, its package can be compiled against all the same.
    [[ $TaskGridFeed != full || $TaskGridTensors != system || $(torchsharp_trouble) != 'it needs '* ]] \
        || dotnet_build "$root/src/TaskGrid.Node" -p:TaskGridTensors=torchsharp -p:TorchDevice=system
    unlock_builds

    local results=$cache/test-results status=0 filter=()
    rm -rf -- "$results"
    (($# == 0)) || filter=(--filter "FullyQualifiedName~$1")
    # One project at a time (-m:1): tensor tests use every core themselves, and slow each other down several-fold.
    run_dotnet test "$root/TaskGrid.sln" --configuration Release --no-build --nologo -m:1 "${filter[@]}" \
        --logger 'console;verbosity=minimal' --logger trx --results-directory "$results" \
        --blame-hang-timeout 20m --blame-hang-dump-type none </dev/null || status=$?
    summarize "$results" "$status"
}

# Puts packages where tests look for them. Without them those tests are skipped, and say so.
install_npm() { # WHAT, FOLDER OF THE PACKAGE LIST, FOLDER TO INSTALL IN
    local wanted=$root/$2 folder=$root/$3
    cmp -s -- "$wanted/package-lock.json" "$folder/installed.json" && return
    say "Installing $1 ..."
    local log=$cache/${2##*/}.log
    mkdir -p "$folder"
    cp -- "$wanted"/package{,-lock}.json "$folder/"
    if (cd -- "$folder" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 </dev/null 9>&-; then
        cp -- "$wanted/package-lock.json" "$folder/installed.json"
    else
        say "  that failed (see $log): its tests are skipped. The next call tries again."
    fi
}

# Names what was skipped and prints "N passed, N failed, N skipped" over all result files.
summarize() { # FOLDER STATUS
    local folder=$1 passed failed skipped
    results_of() { grep -rhoE --include='*.trx' "<UnitTestResult [^>]* outcome=\"($1)\"" "$folder" || true; }
    results_of NotExecuted | sed 's/.* testName="\([^"]*\)".*/Skipped: \1/'
    passed=$(results_of Passed | wc -l)
    skipped=$(results_of NotExecuted | wc -l)
    failed=$(results_of 'Failed|Error|Timeout|Aborted' | wc -l)
    # A crashed test process leaves no result of the test that it died of.
    (($2 == 0 || failed > 0)) || failed=1
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    ((failed == 0 && passed > 0)) || exit $exit_failure
}

# What the launcher does, and below it what the command line does.

show_help() {
    cat <<'TEXT'
TaskGrid: many small tasks as sparse diffs of one frozen base model.

Usage:
  ./taskgrid [-p:NAME=VALUE ...] COMMAND [...]

Commands of this launcher:
  setup            Finds what is missing, installs it where it may, probes the NuGet feed, builds.
  demo             Learns three tasks on one small base and shows what they cost (some minutes).
  test [FILTER]    Builds everything and runs every test, or those whose full name contains FILTER.
  bench SUBJECT    Measures: quality, step, serving, load, overhead, memory, bytes, tokenizer, placement, cluster; proves: kill, fault, hostile.
  --help           This text.
Any other command goes to the command line (below), which is built first when its sources have changed.

Build properties, before the command or as environment variables of the same names:
  TaskGridFeed=partial|full      What the NuGet feed holds; without it the feed is asked once (docs/adr/0001-feeds.md).
  TaskGridTensors=torchsharp|system   Who brings libtorch: TorchSharp's packages (needs the feed 'full'), or the system.
  TorchDevice=cpu|cuda|system    Where the TorchSharp package has libtorch from: a package, or the system.
  OrleansVersion=, TorchSharpVersion=, MLTokenizersVersion=
  LIBTORCH=FOLDER                A libtorch other than the system's (tensors 'system').
TEXT
    find_dotnet || true
    if known_feed && is_current src/TaskGrid.Cli; then
        printf '\nThe command line:\n'
        exec "$(executable_of src/TaskGrid.Cli)" --help
    fi
    printf '\nThe command line is not built yet, or its sources have changed: ./taskgrid setup builds it.\n'
}

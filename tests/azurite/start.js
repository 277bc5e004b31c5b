// Starts Azurite so that it ends when its parent does: the parent holds the other end of stdin.
// Usage: node start.js AZURITES_MAIN_JS ARGUMENT...
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
process.argv.splice(1, 1);
require(process.argv[1]);

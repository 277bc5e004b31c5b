using System.Runtime.CompilerServices;

// Structs and integers cross to the native library as they are; nothing is converted behind the source's back.
[assembly: DisableRuntimeMarshalling]

namespace TaskGrid.Models;

/// <summary>Weights as Python's pickle, which are refused: reading a pickle runs the code in it.</summary>
internal static class PickledWeights
{
    /// <summary>The names under which hubs hold pickled weights of PyTorch models.</summary>
    public static readonly string[] UsualNames = ["pytorch_model.bin", "pytorch_model.bin.index.json"];

    private static readonly string[] Extensions = [".bin", ".pt", ".pth", ".ckpt", ".pkl"];

    public static bool IsPickled(string file) =>
        UsualNames.Contains(Path.GetFileName(file))
        || Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <summary>The error to throw: the reason, and the way out.</summary>
    public static TaskGridException Refuse(string source, IReadOnlyList<string> files) => new(
        ErrorCodes.PickleRefused,
        $"{source} has its weights only as pickled Python objects ({string.Join(", ", files.Take(3))}). Reading a "
        + "pickle can run any code that is in it, so it is refused. Choose a revision or a model with safetensors "
        + "files (hf:org/name@revision), or convert it on a machine where you trust it: python -c \"import torch; from "
        + "safetensors.torch import save_file; w = torch.load('pytorch_model.bin', map_location='cpu', "
        + "weights_only=True); save_file({k: v.clone().contiguous() for k, v in w.items()}, 'model.safetensors')\"",
        files);
}

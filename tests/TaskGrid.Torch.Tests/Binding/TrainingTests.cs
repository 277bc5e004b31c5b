using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void Steps_AThousand_LeaveNoTensorBehind()
    {
        Assert.Equal(0, Tensor.TotalCount);
        using (NewDisposeScope())
        {
            using var generator = new Generator(7);
            var inputs = randn(32, 4, generator: generator);
            var targets = inputs.sum(1, keepdim: true).tanh();
            Tensor[] parameters =
                [randn(8, 4, generator: generator), zeros(8), randn(1, 8, generator: generator), zeros(1)];
            foreach (var parameter in parameters) parameter.requires_grad = true;

            var losses = new List<float>();
            for (var step = 0; step < 1000; step++)
            {
                using var scope = NewDisposeScope();
                var hidden = nn.functional.linear(inputs, parameters[0], parameters[1]).tanh();
                var loss = nn.functional.mse_loss(nn.functional.linear(hidden, parameters[2], parameters[3]), targets);
                loss.backward();
                losses.Add(loss.ToSingle());
                using (no_grad())
                {
                    foreach (var parameter in parameters)
                    {
                        parameter.sub_(parameter.grad! * 0.05);
                        parameter.grad = null;
                    }
                }
            }

            Assert.True(losses[^1] < losses[0] / 20, $"{losses[0]} became {losses[^1]}.");
        }

        Assert.Equal(0, Tensor.TotalCount);
    }
}

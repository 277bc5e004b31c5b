using TaskGrid.Samples.Words;
using TaskGrid.Training.Data;

namespace TaskGrid.Samples;

/// <summary>A task with made-up data: English sentences from a grammar, correctly labelled by construction.</summary>
public abstract class SampleTask
{
    /// <summary>Its name, usable as a task's name.</summary>
    public abstract string Name { get; }

    /// <summary>What is asked, in one line.</summary>
    public abstract string Question { get; }

    /// <summary>The format of its files, so that the samples show every one.</summary>
    public abstract DataFormat Format { get; }

    /// <summary>Number of labels, or of groups of values, that rows are drawn for equally often.</summary>
    public abstract int Groups { get; }

    /// <summary>Draws a row.</summary>
    /// <param name="draw">The random choices.</param>
    /// <param name="group">Which label or group of values, from 0.</param>
    public abstract SampleRow Draw(TextDraw draw, int group);
}

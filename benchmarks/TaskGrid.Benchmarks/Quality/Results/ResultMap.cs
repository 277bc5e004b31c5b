using System.Globalization;
using System.Text.Json;
using CsvHelper.Configuration;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>Columns are named as <c>train --json</c> names its fields, in camel case.</summary>
internal sealed class ResultMap : ClassMap<QualityResult>
{
    /// <summary>Maps every property.</summary>
    public ResultMap()
    {
        AutoMap(CultureInfo.InvariantCulture);
        foreach (var column in MemberMaps)
            column.Data.Names[0] = JsonNamingPolicy.CamelCase.ConvertName(column.Data.Names[0]);
    }
}

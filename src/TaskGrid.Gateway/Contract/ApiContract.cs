using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace TaskGrid.Gateway;

/// <summary>The OpenAPI document: what the addresses say of themselves, the key, and bodies that are no JSON.</summary>
internal static class ApiContract
{
    private const string Key = "key";

    /// <summary>Registers it.</summary>
    public static void Add(IServiceCollection services, GatewayOptions options) => services.AddOpenApi(contract =>
    {
        contract.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "TaskGrid",
                Version = "v1",
                Description = "The native API under /v1, what OpenAI's clients call, and Hugging Face's text classification.",
            };
            if (!options.NoAuthentication) AddKey(document);
            return Task.CompletedTask;
        });
        contract.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var body in context.Description.ActionDescriptor.EndpointMetadata.OfType<RawBody>()) AddBody(operation, body);
            return Task.CompletedTask;
        });
    });

    private static void AddKey(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of 'taskgrid key create', or an identity provider's token where the server takes those.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
    }

    private static void AddBody(OpenApiOperation operation, RawBody body)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var content = new Dictionary<string, OpenApiMediaType>
        {
            [body.ContentType] = new() { Schema = body.ContentType == RawBody.Form ? Form(file) : file },
        };
        if (body.IsAnswer)
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse { Description = "OK", Content = content };
        }
        else
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
        }
    }

    private static OpenApiSchema Form(OpenApiSchema file) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "file" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["file"] = file,
            ["purpose"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };
}

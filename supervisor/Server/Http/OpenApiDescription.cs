using Microsoft.OpenApi;

namespace Wugang.Supervisor.Server.Http;

/// <summary>What the OpenAPI document of <c>/api/v1</c> says besides its paths.</summary>
internal static class OpenApiDescription
{
    public static void AddOpenApiDescription(this IServiceCollection services)
    {
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            foreach (OpenApiOperation operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
            {
                operation.Tags?.Clear();
            }

            document.Tags?.Clear();
            document.Info.Title = "Wugang SafetyNode supervisor";
            document.Info.Version = "1";
            document.Info.Description = "docs/reference/http.md explains the members. Errors are problem details (RFC 9457).";
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "session" },
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "wsn_…" },
            };
            document.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] },
            ];
            return Task.CompletedTask;
        }));
    }
}

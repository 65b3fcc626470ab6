using System.Reflection;
using Microsoft.Extensions.FileProviders;

namespace Wugang.Supervisor.Server.Http;

/// <summary>Pages that are embedded in an assembly, and the headers that keep browsers strict with them.</summary>
public static class WebPages
{
    /// <summary>Serves the files that were embedded from a folder.</summary>
    /// <param name="app">The application.</param>
    /// <param name="assembly">Where they are embedded.</param>
    /// <param name="folder">The folder they come from.</param>
    /// <param name="path">The path they appear at, empty for the root.</param>
    public static void UsePages(this IApplicationBuilder app, Assembly assembly, string folder, string path)
    {
        FileServerOptions files = new()
        {
            FileProvider = new ManifestEmbeddedFileProvider(assembly, folder),
            RequestPath = path,
        };
        files.StaticFileOptions.OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache";
        app.UseFileServer(files);
    }

    /// <summary>Scripts, styles and data only from here; no frames, no guessing of types.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });
    }
}

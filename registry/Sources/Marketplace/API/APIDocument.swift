import HTTPServer
import Digests

/// The API as OpenAPI 3.1 describes it. A test holds it against the routes.
enum APIDocument {
    static let bytes: [UInt8] = PackageResources.openapi_json
    private static let tag = "\"\(Digest.of(bytes).prefix(16))\""

    static func response(to request: Request) -> Response {
        var response =
            request.headers["If-None-Match"] == tag ? Response(.notModified) : .json(bytes)
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "no-cache"
        return response
    }
}

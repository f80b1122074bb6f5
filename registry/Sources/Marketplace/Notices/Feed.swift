import Catalogue
import CatalogueStore
import HTML
import HTTPServer
import Digests

/// Notices as an Atom feed (RFC 4287), for whoever reads with a reader of their own. Addresses in it
/// are relative to where it was read.
struct Feed {
    /// So many entries it has at most.
    static let length = 100

    let title: String
    private let path: String
    private let page: String
    private let notices: [ToldNotice]
    private let contents: CatalogueContents
    private let isSuppliers: Bool

    /// What fits a problem.
    init(problem id: String, _ contents: CatalogueContents, _ notices: [ToldNotice]) {
        title = "Solutions for: \(contents.problems[id]?.entry.title ?? id)"
        (path, page) = ("/problems/\(id)/feed", "/problems/\(id)")
        (self.contents, self.notices, isSuppliers) = (contents, notices, false)
    }

    /// The problems that a supplier's solutions fit.
    init(supplier id: String, _ contents: CatalogueContents, _ notices: [ToldNotice]) {
        title = "Problems that the solutions of \(contents.name(ofOrganisation: id)) fit"
        (path, page) = ("/organisations/\(id)/feed", "/organisations/\(id)")
        (self.contents, self.notices, isSuppliers) = (contents, notices, true)
    }

    func response(to request: Request) -> Response {
        let bytes = xml.bytes
        let tag = "\"\(Digest.of(bytes).prefix(16))\""
        var response = Response(type: "application/atom+xml; charset=utf-8", bytes)
        if request.headers["If-None-Match"] == tag { response = Response(.notModified) }
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "no-cache"
        return response
    }

    /// The newest first.
    var xml: HTML {
        // A feed must say when it was last changed, and one without notices never was.
        let updated = notices.first.map { JSON.moment(text: $0.at) } ?? "1970-01-01T00:00:00.000Z"
        let header = HTML(trusted: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        return header + """
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\("tag:registry,2026:" + path)</id>
            <title>\(title)</title>
            <updated>\(updated)</updated>
            <author><name>Second Look registry</name></author>
            <link rel="self" type="application/atom+xml" href="\(path)"/>
            <link rel="alternate" type="text/html" href="\(page)"/>
            \(notices.map { entry($0) })</feed>

            """
    }

    private func entry(_ notice: ToldNotice) -> HTML {
        let body = (try? JSON(parsing: notice.body)) ?? .null
        let name = body["title"]?.text ?? notice.solution
        let problem = contents.problems[notice.problem]?.entry.title ?? notice.problem
        let (heading, link) =
            isSuppliers
            ? ("\(name) fits: \(problem)", "/problems/\(notice.problem)")
            : (name, "/solutions/\(notice.solution)")
        // The first notice of a pair keeps the name that feeds have always given it.
        let isFirst = body["changed"] == nil
        let id =
            "tag:registry,2026:\(notice.problem)/\(notice.solution)/\(notice.revision)"
            + (isFirst ? "" : "/\(notice.number)")
        return """
            <entry>
            <id>\(id)</id>
            <title>\(heading)</title>
            <updated>\(JSON.moment(text: notice.at))</updated>
            <link rel="alternate" type="text/html" href="\(link)"/>
            <summary>\(body["reason"]?.text ?? "")</summary>
            </entry>

            """
    }
}

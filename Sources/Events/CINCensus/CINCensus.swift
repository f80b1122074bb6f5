public import Casework
public import Foundation

/// Reads children in need census returns, of the layouts of 2017 to 2026, into events.
///
/// A return states no contacts and no identifiers of referrals. So a referral is named by what it
/// has, `CIN-<LAchildID>-<CINreferralDate>-<ReferralSource>-<n>`, where `n` counts from 1 the
/// child's `CINdetails` of that date and source, the longest lasting first; its event says the same
/// whenever the same return is read, a corrected return amends it, and so does a return of another
/// year. Each `CINdetails` gives one `referral.recorded` and, where it has a `CINclosureDate`, one
/// `closure.recorded`. The events' time is the header's `DateTime`, on London's clock where it names
/// no zone, or else the end of the reference date.
///
/// What can be meant in one way only is read, however it is written, and what was done is told. What
/// cannot is left out and costs nothing else: a value that the referral can do without, a closing of
/// which half is missing, a `CINdetails`, or a child. Sex, ethnicity, disability,
/// birth and death dates and pupil numbers are passed over unread.
///
/// The return is streamed: memory grows with the number of children and episodes (about a hundred bytes each),
/// not with the size of the file.
///
/// Source: Department for Education, children in need census, business and technical
/// specification.
public enum CINCensus {
    /// Reads a return.
    ///
    /// - Parameters:
    ///   - stream: the XML; it is opened and closed here.
    ///   - earlier: the records of the return that this one corrects. Those that it no longer has
    ///     are retracted, but for the children that a problem was found in. Without it, a record
    ///     that a corrected return leaves out still stands.
    ///   - progress: told how many bytes have been read, now and then.
    ///   - emit: given each event with the line of its `CINdetails`. When it throws, reading ends.
    ///   - withoutClosing: given the event of each referral that the return shows without a closing.
    ///     What an earlier return said of one holds no longer.
    ///   - problem: told of each problem.
    /// - Throws: `CINRefusal` where the file as a whole is not a return that can be read; nothing
    ///   was emitted then. Otherwise what `emit` throws.
    /// - Returns: what was read. Where the XML breaks off, what stood before is kept, the summary
    ///   says so and a problem says where.
    public static func read(
        _ stream: InputStream, correcting earlier: CINRecords? = nil,
        progress: @escaping (_ bytes: Int) -> Void = { _ in },
        emit: @escaping (_ event: Event, _ line: Int) throws -> Void,
        withoutClosing: @escaping (_ referral: Event, _ line: Int) throws -> Void = { _, _ in },
        problem: @escaping (CINProblem) -> Void
    ) throws -> CINSummary {
        let reader = CINReader(
            CINImport(
                correcting: earlier, emit: emit, withoutClosing: withoutClosing, problem: problem))
        return try reader.read(CINStream(stream, progress: progress))
    }

    /// Reads the return in a file.
    ///
    /// - Throws: also `CINRefusal` where there is no such file.
    public static func read(
        path: String, correcting earlier: CINRecords? = nil,
        progress: @escaping (_ bytes: Int) -> Void = { _ in },
        emit: @escaping (_ event: Event, _ line: Int) throws -> Void,
        withoutClosing: @escaping (_ referral: Event, _ line: Int) throws -> Void = { _, _ in },
        problem: @escaping (CINProblem) -> Void
    ) throws -> CINSummary {
        guard FileManager.default.isReadableFile(atPath: path),
            let stream = InputStream(fileAtPath: path)
        else {
            throw CINRefusal(line: 0, element: "file", reason: "there is no file to be read there")
        }
        if let file = FileHandle(forReadingAtPath: path),
            let kind = ForeignFile(encodingOf: try file.read(upToCount: 8) ?? Data())
        {
            throw CINRefusal(line: 1, element: "file", reason: kind.advice)
        }
        return try read(
            stream, correcting: earlier, progress: progress, emit: emit,
            withoutClosing: withoutClosing, problem: problem)
    }
}

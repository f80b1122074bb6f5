internal import EventLog
private import Glibc
internal import SQLite

/// Memory for the bytes of one batch of records, in a few large pieces instead of two small ones a
/// record. It is freed when the last record of the batch is let go.
///
/// `@unchecked Sendable`: only the reader that makes the batch writes, before it hands it out.
final class LentPages: @unchecked Sendable {
    private static let page = 1 << 20
    private var pages: [UnsafeMutableRawPointer] = []
    private var free = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    deinit {
        for page in pages { page.deallocate() }
    }

    /// A copy of a column's blob; nil for NULL.
    func keep(_ row: Row, _ column: Int) -> LentBytes? {
        guard !row.isNull(column) else { return nil }
        return row.withBytes(column) { blob in
            let start = take(blob.count)
            if let bytes = blob.baseAddress { memcpy(start, bytes, blob.count) }
            return LentBytes(start: start, count: blob.count)
        }
    }

    private func take(_ count: Int) -> UnsafeMutableRawPointer {
        if count >= free.count {
            let size = max(LentPages.page, count + 1)
            let page = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
            pages.append(page)
            free = UnsafeMutableRawBufferPointer(start: page, count: size)
        }
        defer { free = UnsafeMutableRawBufferPointer(rebasing: free[count...]) }
        return free.baseAddress!
    }
}
